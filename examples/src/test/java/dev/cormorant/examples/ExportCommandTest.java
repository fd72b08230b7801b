package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.cli.Surroundings;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code orm export} as somebody uses it from a shell. */
final class ExportCommandTest {

    private static final List<String> SHELF = List.of(
            "create table shelf (id bigint primary key, label varchar(50))",
            "insert into shelf values (1, 'first, \"and\" only'), (2, null)");

    @TempDir
    private Path folder;

    private String url;

    @BeforeEach
    void fill() {
        url = "jdbc:sqlite:" + folder.resolve("shelves.db");
        try (Orm orm = Orm.open(DatabaseConfig.of(url))) {
            SHELF.forEach(statement -> orm.execute(Sql.of(statement)));
        }
    }

    private OrmRun export(String... arguments) {
        return OrmRun.of(Stream.concat(Stream.of("export", "--url", url), Stream.of(arguments))
                .toArray(String[]::new));
    }

    static Stream<org.junit.jupiter.api.Named<Supplier<TestDatabase>>> servers() {
        return DemoTest.databases().skip(1);
    }

    @Test
    void writesATableToStandardOutput() {
        OrmRun run = export("--table", "shelf");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("id,label\r\n1,\"first, \"\"and\"\" only\"\r\n2,\r\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void writesAFileInTheFormatOfItsNameAndReplacesNone() throws IOException {
        Path file = folder.resolve("shelf.jsonl");
        OrmRun run = export("--query", "select * from shelf order by id desc", "--output", file.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(file + ": 2 rows, " + Files.size(file) + " bytes" + System.lineSeparator());
        assertThat(Files.readString(file))
                .isEqualTo("{\"id\":2,\"label\":null}\n{\"id\":1,\"label\":\"first, \\\"and\\\" only\"}\n");
        OrmRun again = export("--table", "shelf", "--output", file.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already; give --force").hasLineCount(1);
        assertThat(Files.readString(file)).startsWith("{\"id\":2");
        assertThat(export("--table", "shelf", "--format", "csv", "--output", file.toString(), "--force")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file)).startsWith("id,label\r\n");
    }

    @Test
    void writesCsvAsItIsAskedFor() {
        assertThat(export("--table", "shelf", "--no-header", "--delimiter", "tab", "--null", "NULL")
                        .out())
                .isEqualTo("1\t\"first, \"\"and\"\" only\"\r\n2\tNULL\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|give --query SQL or --table NAME",
                "--table shelf --query select|not both",
                "--table shelf --format xml|expected one of [CSV, JSONL]",
                "--table shelf --delimiter ab|one of , ; | and the word tab",
                "--table shelf --delimiter .|a comma, a semicolon, a bar or a tab",
                "--table shelf --format jsonl --no-header|are for csv",
                "--table shelf --output no/such/folder.csv|there is no folder"
            })
    void refusesInOneLine(String arguments, String said) {
        OrmRun run = export(arguments == null ? new String[0] : arguments.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void failsInOneLine() throws IOException {
        OrmRun missing = export(
                "--table", "shelves", "--output", folder.resolve("new.csv").toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("shelves").hasLineCount(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains("new.csv"));
        }
        OrmRun alone = export("--query", "select label from shelf order by id");
        assertThat(alone.exitCode()).isEqualTo(1);
        assertThat(alone.err()).contains("at row 2", "null in the only column").hasLineCount(1);
    }

    @Test
    void endsWhenNobodyReadsAnyMore() {
        StringWriter err = new StringWriter();
        Surroundings torn = new Surroundings(
                new BufferedReader(new StringReader("")),
                new PrintWriter(new Writer() {
                    @Override
                    public void write(char[] text, int from, int length) throws IOException {
                        throw new IOException("broken pipe");
                    }

                    @Override
                    public void flush() {
                        // Nothing is kept.
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                }),
                new PrintWriter(err),
                Map.of(),
                false);
        assertThat(Main.run(torn, "export", "--url", url, "--table", "shelf")).isEqualTo(1);
        assertThat(err.toString()).contains("standard output cannot be written").hasLineCount(1);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void writesATableOfAServer(Supplier<TestDatabase> server) {
        try (TestDatabase database = server.get()) {
            DatabaseConfig config = DatabaseConfig.of(database.jdbcUrl())
                    .withUser(database.user())
                    .withPassword(database.password());
            try (Orm orm = Orm.open(config)) {
                SHELF.forEach(statement -> orm.execute(Sql.of(statement)));
            }
            OrmRun run = OrmRun.of(
                    Map.of("ORM_PASSWORD", database.password()),
                    "export",
                    "--url",
                    database.jdbcUrl(),
                    "--user",
                    database.user(),
                    "--table",
                    "shelf");
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines()).containsExactlyInAnyOrder("id,label", "1,\"first, \"\"and\"\" only\"", "2,");
        }
    }
}
