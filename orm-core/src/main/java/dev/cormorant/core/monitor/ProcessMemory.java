package dev.cormorant.core.monitor;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory of this process, from the JVM and from the files in which Linux tells it. */
final class ProcessMemory implements MemoryReader {

    /** Version 1 writes a number near 2^63 where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private static final long KIB = 1024;

    private final Path root;

    /**
     * Looks below a directory.
     *
     * @param root {@code /}, but in tests
     */
    ProcessMemory(Path root) {
        this.root = root;
    }

    @Override
    public MemorySample read() {
        Runtime jvm = Runtime.getRuntime();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return new MemorySample(
                jvm.totalMemory() - jvm.freeMemory(),
                jvm.maxMemory(),
                direct,
                kibibytes("proc/self/status", "VmRSS:"),
                limit());
    }

    private OptionalLong limit() {
        OptionalLong machine = kibibytes("proc/meminfo", "MemTotal:");
        return Stream.of(machine, container())
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** {@return the number of a line like {@code VmRSS:   61440 kB}, in bytes} */
    private OptionalLong kibibytes(String file, String label) {
        return lines(file).stream()
                .filter(line -> line.startsWith(label))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .filter(digits -> !digits.isEmpty())
                .mapToLong(digits -> Long.parseLong(digits) * KIB)
                .findFirst();
    }

    /** {@return the smallest limit of the groups that the process is in and of those above them} */
    private OptionalLong container() {
        return lines("proc/self/cgroup").stream()
                .flatMapToLong(line -> {
                    String[] parts = line.split(":", 3);
                    if (parts.length < 3) {
                        return java.util.stream.LongStream.empty();
                    }
                    boolean second = parts[0].equals("0") && parts[1].isEmpty();
                    boolean first = List.of(parts[1].split(",")).contains("memory");
                    if (second) {
                        return limits("sys/fs/cgroup", parts[2], "memory.max");
                    }
                    return first
                            ? limits("sys/fs/cgroup/memory", parts[2], "memory.limit_in_bytes")
                            : java.util.stream.LongStream.empty();
                })
                .min();
    }

    /** A container may see its own group as the root, whatever name the group has outside: both are looked at. */
    private java.util.stream.LongStream limits(String mount, String group, String file) {
        Stream.Builder<String> files = Stream.builder();
        String path = group;
        while (path.length() > 1) {
            files.add(mount + path + "/" + file);
            path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        }
        files.add(mount + "/" + file);
        return files.build()
                .flatMap(name -> lines(name).stream().limit(1))
                .filter(text -> text.matches("[0-9]{1,18}"))
                .mapToLong(Long::parseLong)
                .filter(bytes -> bytes < NO_LIMIT);
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(root.resolve(file));
        } catch (IOException | SecurityException absent) {
            // Another system than Linux, or a container that hides it.
            return List.of();
        }
    }
}
