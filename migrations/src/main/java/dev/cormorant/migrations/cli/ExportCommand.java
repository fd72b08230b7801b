package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.export.CsvFormat;
import dev.cormorant.sql.export.Export;
import dev.cormorant.sql.export.ExportFormat;
import dev.cormorant.sql.export.ExportOptions;
import dev.cormorant.sql.export.ExportResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Writes the rows of a query or a table as CSV or JSON lines, in little memory however many there are."
                        + " A file is there whole, or as it was before.")
final class ExportCommand extends DatabaseCommand {

    /** Whoever waits too long at a terminal ends it by hand. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final String TAB = "tab";

    @Option(names = "--query", paramLabel = "SQL", description = "The query.")
    private Optional<String> query = Optional.empty();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "All rows of a table, in place of a query; as the catalog writes its name, with or without"
                    + " SCHEMA. before it.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; what the name of the file ends with unless given, else csv.")
    private Optional<ExportFileFormat> format = Optional.empty();

    @Option(names = "--output", paramLabel = "FILE", description = "The file; standard output unless given.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--force", description = "Replace the file if there is one.")
    private boolean force;

    @Option(
            names = "--null",
            paramLabel = "TEXT",
            description = "What stands for null in CSV; nothing unless given, and \"\" for the empty text.")
    private Optional<String> nullText = Optional.empty();

    @Option(
            names = "--delimiter",
            paramLabel = "CHARACTER",
            description = "In CSV: , ; | or tab; a comma unless given.")
    private Optional<String> delimiter = Optional.empty();

    @Option(names = "--no-header", description = "CSV without a line of titles.")
    private boolean headless;

    ExportCommand(Surroundings surroundings) {
        super(surroundings);
    }

    private ExportFormat format() {
        ExportFileFormat asked =
                format.or(() -> output.map(ExportFileFormat::of)).orElse(ExportFileFormat.CSV);
        if (asked == ExportFileFormat.CSV) {
            return csv();
        }
        if (nullText.isPresent() || delimiter.isPresent() || headless) {
            throw new RefusedException("--null, --delimiter and --no-header are for csv, and this is jsonl");
        }
        return ExportFormat.jsonLines();
    }

    private CsvFormat csv() {
        String between = delimiter.map(text -> text.equals(TAB) ? "\t" : text).orElse(",");
        if (between.length() != 1) {
            throw new RefusedException("--delimiter is one of , ; | and the word tab, not " + between);
        }
        return ExportFormat.csv()
                .withHeader(!headless)
                .withDelimiter(between.charAt(0))
                .withNullText(nullText.orElse(""));
    }

    @Override
    void checkOptions() {
        if (query.isPresent() == table.isPresent()) {
            throw new RefusedException("give --query SQL or --table NAME" + (query.isPresent() ? ", not both" : ""));
        } else if (query.or(() -> table).filter(String::isBlank).isPresent()) {
            throw new RefusedException((query.isPresent() ? "--query" : "--table") + " is empty");
        } else if (!force && output.filter(Files::exists).isPresent()) {
            throw new RefusedException(output.get() + " is there already; give --force to replace it");
        }
        format();
    }

    @Override
    int run(Database database) {
        Export export = Orm.over(database).export(Sql.of(query.orElseGet(() -> all(database))));
        try (ProgressLine line = new ProgressLine(surroundings)) {
            ExportOptions options = ExportOptions.defaults()
                    .withFormat(format())
                    .withReplace(force)
                    .withTimeout(LONGEST)
                    .withProgress(
                            Duration.ofMillis(200),
                            progress -> line.show(String.format(Locale.ROOT, "%,d rows", progress.rows())));
            write(export.with(options));
        }
        return ExitCode.OK;
    }

    private void write(Export export) {
        if (output.isEmpty()) {
            export.to(new StandardOutput(out()));
            return;
        }
        ExportResult done = export.to(output.get());
        out().println(output.get() + ": " + Count.of(done.rows(), "row") + ", " + done.size() + " bytes");
    }

    /** The query for all rows of the table. */
    private String all(Database database) {
        try (Connection connection = database.connection(Access.READ, "export")) {
            String quote = connection.getMetaData().getIdentifierQuoteString();
            return Arrays.stream(table.orElseThrow().split("\\.", -1))
                    .map(part -> quote + part.replace(quote, quote + quote) + quote)
                    .collect(Collectors.joining(".", "select * from ", ""));
        } catch (SQLException failed) {
            throw database.translate(failed, FailedOperation.of("export", database.label()));
        }
    }
}
