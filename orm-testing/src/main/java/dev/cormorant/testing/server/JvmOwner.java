package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A JVM that owns a server, a container or a temporary file, so that a later run can remove what a killed one has left.
 *
 * @param place the boot of a machine and its space of process ids: only there the JVM can be looked up
 * @param pid its process id
 * @param started when it was started, which tells it from a later process of the same number
 */
record JvmOwner(String place, long pid, Instant started) {
    /** Start times are computed from the time of boot, which the clock's adjustments move a little. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESS_IDS = Path.of("/proc/self/ns/pid");
    /** Of systems that do not tell: there a place is as good as another, as long as nothing is shared between machines. */
    private static final String ANY_PLACE = "any";

    /** {@return this JVM} */
    static JvmOwner ofThisJvm() throws IOException {
        ProcessHandle process = ProcessHandle.current();
        Instant started = process.info()
                .startInstant()
                .orElseThrow(() -> new IOException("this system does not tell when a process was started"));
        return new JvmOwner(placeOfThisJvm(), process.pid(), started);
    }

    private static String placeOfThisJvm() {
        try {
            String processIds = Files.readSymbolicLink(PROCESS_IDS).toString().replaceAll("[^0-9]", "");
            return Files.readString(BOOT).strip().replace("-", "") + "." + processIds;
        } catch (IOException e) {
            // Not Linux, or a system that hides it.
            return ANY_PLACE;
        }
    }

    /** {@return whether machines that share things can tell their JVMs apart} */
    boolean isUnmistakable() {
        return !place.equals(ANY_PLACE);
    }

    /** {@return the text of it, of letters, digits, points and hyphens, which {@link #parse} reads} */
    String text() {
        return place + "-" + pid + "-" + started.getEpochSecond();
    }

    /** {@return the owner that a text names, which may have been written by anybody; empty if it names none} */
    static Optional<JvmOwner> parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,10}") || !parts[2].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        try {
            Instant started = Instant.ofEpochSecond(Long.parseLong(parts[2]));
            return Optional.of(new JvmOwner(parts[0], Long.parseLong(parts[1]), started));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@return whether it was a JVM of this place that has ended; false where nobody here can say} */
    boolean isGone() {
        return place.equals(placeOfThisJvm())
                && ProcessHandle.of(pid)
                        .flatMap(process -> process.info().startInstant())
                        .filter(instant ->
                                Duration.between(instant, started).abs().compareTo(CLOCK_TOLERANCE) < 0)
                        .isEmpty();
    }
}
