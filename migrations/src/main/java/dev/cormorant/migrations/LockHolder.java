package dev.cormorant.migrations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who has the lock of migrations, as far as the server shows it to the account that asks. Holds no value of a statement and no secret.
 *
 * @param session the number of the session on the server; for SQLite {@code process} and its number
 * @param account the account of the session, or of the operating system
 * @param client the address of the client; for SQLite the name of its machine
 * @param application what the client calls itself; PostgreSQL only
 * @param since when it took the lock; SQLite only, since servers do not tell
 * @param statement what its run is doing, with {@code ?} for each value; empty if nothing right now, and for SQLite
 * @param running for how long it has been doing that, in whole seconds; present with {@code statement}
 */
public record LockHolder(
        String session,
        Optional<String> account,
        Optional<String> client,
        Optional<String> application,
        Optional<Instant> since,
        Optional<String> statement,
        Optional<Duration> running) {}
