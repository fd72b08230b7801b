package dev.cormorant.migrations.internal.lock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who holds something, as far as the server shows it to our account.
 *
 * @param id of the session on the server, or of the process that has an SQLite file
 * @param account its account
 * @param client the address or name of its machine
 * @param application what it calls itself
 * @param since when it took the lock
 * @param statement what it runs now, without any value; empty if nothing, or if it is not shown
 * @param running for how long it has run that
 */
public record LockSession(
        String id,
        Optional<String> account,
        Optional<String> client,
        Optional<String> application,
        Optional<Instant> since,
        Optional<String> statement,
        Optional<Duration> running) {

    /** A session of which nothing else is known. */
    static LockSession of(String id) {
        return new LockSession(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same session, running what another of its process runs.
     *
     * @param worker the other one
     * @return this with the statement of the other, if it runs one
     */
    public LockSession running(LockSession worker) {
        return worker.statement().isEmpty()
                ? this
                : new LockSession(id, account, client, application, since, worker.statement(), worker.running());
    }

    /** {@return the session in half a sentence, for messages} */
    public String describe() {
        StringBuilder text = new StringBuilder(id);
        account.ifPresent(name -> text.append(" of ").append(name));
        client.ifPresent(place -> text.append(" at ").append(place));
        application.ifPresent(name -> text.append(" (").append(name).append(')'));
        since.ifPresent(when -> text.append(", since ").append(when));
        statement.ifPresent(sql -> text.append(", which runs \"")
                .append(sql)
                .append('"')
                .append(running.map(time -> " for " + time.toSeconds() + " s").orElse("")));
        return text.toString();
    }
}
