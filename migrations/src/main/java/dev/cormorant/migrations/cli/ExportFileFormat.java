package dev.cormorant.migrations.cli;

import java.nio.file.Path;
import java.util.Locale;

/** How the command {@code export} writes rows. */
enum ExportFileFormat {
    /** RFC 4180. */
    CSV,
    /** An object of JSON on each line. */
    JSONL;

    /** {@return what the name of a file asks for; CSV if it says nothing} */
    static ExportFileFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? JSONL : CSV;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
