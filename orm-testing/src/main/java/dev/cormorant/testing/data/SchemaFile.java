package dev.cormorant.testing.data;

import dev.cormorant.migrations.schema.SchemaSnapshot;
import dev.cormorant.testing.data.internal.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A schema as a file. */
final class SchemaFile {

    private static final String FINGERPRINT = "-- fingerprint ";
    private static final int SHOWN = 40;

    private SchemaFile() {}

    static void write(Path file, SchemaSnapshot schema) {
        try {
            Files.writeString(file, FINGERPRINT + schema.fingerprint() + "\n" + schema.text());
        } catch (IOException e) {
            throw new FileProblem(file.toString(), 0, "", "it cannot be written", e);
        }
    }

    static void compare(Path file, SchemaSnapshot actual) {
        Map<String, String> expected = objects(read(file));
        Map<String, String> there = objects(actual.text());
        List<String> lines = new ArrayList<>();
        expected.forEach((title, properties) -> {
            if (!there.containsKey(title)) {
                lines.add("missing     " + title);
            } else if (!properties.equals(there.get(title))) {
                lines.add("different   " + title);
                changed(properties, there.getOrDefault(title, ""), lines);
            }
        });
        there.keySet().stream()
                .filter(title -> !expected.containsKey(title))
                .forEach(title -> lines.add("unexpected  " + title));
        if (!lines.isEmpty()) {
            int more = lines.size() - SHOWN;
            throw new AssertionError(
                    "the schema of " + actual.database() + " is not that of " + file.getFileName() + ":\n  "
                            + String.join("\n  ", lines.subList(0, Math.min(SHOWN, lines.size())))
                            + (more > 0 ? "\n  … and " + more + " more lines" : ""));
        }
    }

    private static String read(Path file) {
        try {
            String text = Files.readString(file);
            if (!text.startsWith(FINGERPRINT)) {
                throw new FileProblem(
                        file.toString(),
                        1,
                        "",
                        "it is no schema: the first line must be \"" + FINGERPRINT + "…\"",
                        null);
            }
            return text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            throw new FileProblem(file.toString(), 0, "", "it cannot be read", e);
        }
    }

    /** The properties of each object, as text, by its title. */
    private static Map<String, String> objects(String text) {
        Map<String, String> objects = new LinkedHashMap<>();
        String title = "";
        for (String line : text.lines().toList()) {
            if (!line.startsWith(" ") && !line.isEmpty()) {
                title = line;
                objects.put(title, "");
            } else {
                objects.merge(title, line + "\n", String::concat);
            }
        }
        return objects;
    }

    private static void changed(String expected, String actual, List<String> lines) {
        List<String> wanted = expected.lines().toList();
        List<String> found = actual.lines().toList();
        wanted.stream().filter(line -> !found.contains(line)).forEach(line -> lines.add("    - " + line.strip()));
        found.stream().filter(line -> !wanted.contains(line)).forEach(line -> lines.add("    + " + line.strip()));
    }
}
