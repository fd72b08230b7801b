package dev.cormorant.testing.leak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Open files and sockets of this process, as Linux lists them. Compared is how often each target is open: a socket or a
 * pipe has a number of its own that is not used again, so a new one always counts; a file counts if it is open more often
 * than at the start.
 */
final class DescriptorWatch implements Watch {
    private static final String DELETED = " (deleted)";

    private final Path directory;
    private final Glob ignored;
    private final Map<String, List<String>> before;

    DescriptorWatch(Path directory, Glob ignored) {
        this.directory = directory;
        this.ignored = ignored;
        this.before = open();
    }

    /** {@return for each target the numbers of the descriptors that are open on it} */
    private Map<String, List<String>> open() {
        Map<String, List<String>> targets = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return targets;
        }
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
            for (Path descriptor : descriptors) {
                target(descriptor).ifPresent(target -> targets.computeIfAbsent(target, key -> new ArrayList<>())
                        .add(String.valueOf(descriptor.getFileName())));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UncheckedIOException("cannot list the open files in " + directory, new IOException(e));
        }
        return targets;
    }

    private static Optional<String> target(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException e) {
            // Closed since it was listed.
            return Optional.empty();
        }
    }

    @Override
    public List<String> left() {
        List<String> left = new ArrayList<>();
        SocketNames sockets = new SocketNames();
        open().forEach((target, numbers) -> {
            List<String> more = beyond(numbersBefore(target), numbers);
            if (!more.isEmpty()) {
                String named = target + sockets.describe(target);
                more.stream()
                        .filter(number -> !ignored.matches(named))
                        .forEach(number -> left.add("fd " + number + " -> " + named));
            }
        });
        return left;
    }

    /** An open file whose name was removed meanwhile is the same one, though Linux marks it. */
    private List<String> numbersBefore(String target) {
        List<String> numbers = before.getOrDefault(target, List.of());
        return numbers.isEmpty() && target.endsWith(DELETED)
                ? before.getOrDefault(target.substring(0, target.length() - DELETED.length()), List.of())
                : numbers;
    }

    /** {@return as many of the numbers as there are more than before, those that were not open before first} */
    private static List<String> beyond(List<String> old, List<String> now) {
        return Stream.concat(
                        now.stream().filter(number -> !old.contains(number)),
                        now.stream().filter(old::contains))
                .limit(Math.max(0, now.size() - old.size()))
                .toList();
    }

    @Override
    public Optional<String> blindSpot() {
        return Files.isDirectory(directory)
                ? Optional.empty()
                : Optional.of("open files and sockets were not compared: this system has no " + directory);
    }
}
