package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment of System V's shared memory by which PostgreSQL finds that it runs on its data already. It removes it when it stops; one
 * that is killed leaves it to the system, which has room for 4,096 of them, until somebody takes it away.
 *
 * @param directory the folder of a server that has ended
 */
record SharedSegment(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(SharedSegment.class);

    /** The seventh line of the note that a running server has beside its data: the key, and a number. */
    private static final int LINE = 6;

    private static final Pattern KEY = Pattern.compile("\\s*(\\d{1,10})\\s+\\d+\\s*");

    /** Removes it; does nothing for a server that has stopped in order, or is another product's. */
    void remove() throws IOException {
        List<String> note;
        try {
            note = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
        } catch (NoSuchFileException stopped) {
            return;
        }
        Matcher key = KEY.matcher(note.size() > LINE ? note.get(LINE) : "");
        if (key.matches()) {
            remove(key.group(1));
        }
    }

    private static void remove(String key) throws InterruptedIOException {
        try {
            Command.of(Path.of("/"), "ipcrm", "-M", key).run();
        } catch (InterruptedIOException interrupted) {
            throw interrupted;
        } catch (IOException noProgram) {
            // Its 56 bytes are no reason to leave the folder as well.
            LOG.debug("the shared memory {} of a killed PostgreSQL was not removed", key, noProgram);
        }
    }
}
