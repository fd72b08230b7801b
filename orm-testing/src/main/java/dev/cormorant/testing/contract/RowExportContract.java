package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.cormorant.core.error.ExportException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.export.Export;
import dev.cormorant.sql.export.ExportFormat;
import dev.cormorant.sql.export.ExportOptions;
import dev.cormorant.sql.export.ExportProgress;
import dev.cormorant.sql.export.ExportResult;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.data.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows go out as CSV and as JSON lines: the same bytes on every database, of which the rows can be made again. */
public abstract class RowExportContract extends OrmContract {

    private static final int MANY = 100_000;
    private static final Sql SHEET = Sql.of("select * from sheet order by id");
    private static final String DUCK = "\uD83E\uDD86";

    private static final String CSV = String.join(
            "\r\n",
            "id,words,large,exact,twice,flag,day,local_time,moment,bytes,uid",
            "1,\"a \"\"quoted\"\", text\r\nof ü€漢" + DUCK
                    + "\tand \\\",-9223372036854775808,-9999999999999999.9999,0.1,true,"
                    + "0001-01-01,2024-02-29T23:59:59.123456,2024-02-29T22:59:59.000001Z,0x00ff,"
                    + "0190163d-8694-739b-aea5-966c26f8ad91",
            "2,\"\",9223372036854775807,1.5000,1.7976931348623157E308,false,9999-12-31,2024-02-29T12:00:00,"
                    + "2024-02-29T12:00:00.5Z,0x,00000000-0000-0000-0000-000000000000",
            "3,,,,,,,,,,",
            "");

    private static final String JSON = String.join(
            "\n",
            "{\"id\":1,\"words\":\"a \\\"quoted\\\", text\\r\\nof ü€漢" + DUCK
                    + "\\tand \\\\\",\"large\":-9223372036854775808,\"exact\":-9999999999999999.9999,\"twice\":0.1,"
                    + "\"flag\":true,\"day\":\"0001-01-01\",\"local_time\":\"2024-02-29T23:59:59.123456\","
                    + "\"moment\":\"2024-02-29T22:59:59.000001Z\",\"bytes\":\"0x00ff\","
                    + "\"uid\":\"0190163d-8694-739b-aea5-966c26f8ad91\"}",
            "{\"id\":2,\"words\":\"\",\"large\":9223372036854775807,\"exact\":1.5000,\"twice\":1.7976931348623157E308,"
                    + "\"flag\":false,\"day\":\"9999-12-31\",\"local_time\":\"2024-02-29T12:00:00\","
                    + "\"moment\":\"2024-02-29T12:00:00.5Z\",\"bytes\":\"0x\","
                    + "\"uid\":\"00000000-0000-0000-0000-000000000000\"}",
            "{\"id\":3,\"words\":null,\"large\":null,\"exact\":null,\"twice\":null,\"flag\":null,\"day\":null,"
                    + "\"local_time\":null,\"moment\":null,\"bytes\":null,\"uid\":null}",
            "");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    /** For subclasses of the driver modules. */
    protected RowExportContract() {}

    @Override
    void createTables(Connection connection) throws SQLException {
        String columns =
                switch (testDatabase().kind()) {
                    case SQLITE ->
                        "words text, large bigint, exact text, twice real, flag boolean, day date, local_time timestamp,"
                                + " moment timestamp, bytes blob, uid text";
                    case POSTGRES ->
                        "words text, large bigint, exact numeric(20, 4), twice double precision, flag boolean, day date,"
                                + " local_time timestamp, moment timestamptz, bytes bytea, uid uuid";
                    case MYSQL, MARIADB ->
                        "words longtext, large bigint, exact decimal(20, 4), twice double, flag boolean, day date,"
                                + " local_time datetime(6), moment timestamp(6) null, bytes longblob, uid char(36)";
                };
        Jdbc.run(connection, "create table sheet (id bigint primary key, " + columns + ")");
    }

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from sheet");
    }

    private void threeRows() {
        orm().executeBatch(
                        "insert into sheet values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        Stream.of(least(), most(), new @Nullable Object[] {
                            3, null, null, null, null, null, null, null, null, null, null
                        }));
    }

    private static @Nullable Object[] least() {
        return new @Nullable Object[] {
            1,
            "a \"quoted\", text\r\nof ü€漢" + DUCK + "\tand \\",
            Long.MIN_VALUE,
            new BigDecimal("-9999999999999999.9999"),
            0.1,
            true,
            LocalDate.of(1, 1, 1),
            LocalDateTime.parse("2024-02-29T23:59:59.123456"),
            Instant.parse("2024-02-29T22:59:59.000001Z"),
            new byte[] {0, -1},
            UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91")
        };
    }

    private static @Nullable Object[] most() {
        return new @Nullable Object[] {
            2,
            "",
            Long.MAX_VALUE,
            new BigDecimal("1.5000"),
            Double.MAX_VALUE,
            false,
            LocalDate.of(9999, 12, 31),
            LocalDateTime.parse("2024-02-29T12:00:00"),
            Instant.parse("2024-02-29T12:00:00.5Z"),
            new byte[0],
            new UUID(0, 0)
        };
    }

    private Export sheet() {
        return orm().export(SHEET);
    }

    private static String text(Export export) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        export.to(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A boolean of MySQL is a number, which its driver does not tell from others. */
    private String csv() {
        return dialect().isMysqlFamily() ? CSV.replace(",true,", ",1,").replace(",false,", ",0,") : CSV;
    }

    /** SQLite keeps a decimal to the last digit as a text only, and says so. */
    private String json() {
        String json = testDatabase().kind() == DatabaseKind.SQLITE
                ? JSON.replaceAll("(\"exact\":)([-0-9.]+)", "$1\"$2\"")
                : JSON;
        return dialect().isMysqlFamily() ? json.replace(":true", ":1").replace(":false", ":0") : json;
    }

    @Test
    void writesTheSameCsvOnEveryDatabase() throws IOException {
        threeRows();
        Path file = folder.resolve("sheet.csv");
        ExportResult done = sheet().to(file);
        assertThat(Files.readString(file)).isEqualTo(csv());
        assertThat(done.rows()).isEqualTo(3);
        assertThat(done.size()).isEqualTo(Files.size(file));
        assertThat(done.elapsed()).isPositive();
        StringWriter writer = new StringWriter();
        assertThat(sheet().to(writer).size()).isEqualTo(csv().length());
        assertThat(writer).hasToString(csv());
        assertThat(folder).as("nothing beside it").isDirectoryNotContaining(other -> !other.equals(file));
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void writesTheSameJsonLinesOnEveryDatabase() throws IOException {
        threeRows();
        Path file = folder.resolve("sheet.jsonl");
        assertThat(sheet().as(ExportFormat.jsonLines()).to(file).rows()).isEqualTo(3);
        assertThat(Files.readString(file)).isEqualTo(json());
    }

    @Test
    void makesTheSameRowsAgainOfEitherFile() throws SQLException {
        threeRows();
        List<Export> exports = List.of(sheet(), sheet().as(ExportFormat.jsonLines()));
        List<Path> files = List.of(folder.resolve("sheet.csv"), folder.resolve("sheet.jsonl"));
        for (int i = 0; i < exports.size(); i++) {
            exports.get(i).to(files.get(i));
            run("delete from sheet");
            assertThat(TestData.into(orm()).from(files.get(i)).load().rows()).containsEntry("sheet", 3);
            assertThat(text(sheet())).isEqualTo(csv());
        }
    }

    @Test
    void isReadByAnotherParserOfCsv() throws IOException {
        threeRows();
        List<List<String>> read = new ArrayList<>();
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text(sheet()))) {
            csv.forEach(record -> read.add(record.getFields()));
        }
        assertThat(read).hasSize(4).allSatisfy(row -> assertThat(row).hasSize(11));
        assertThat(read.get(1).get(1)).isEqualTo("a \"quoted\", text\r\nof ü€漢" + DUCK + "\tand \\");
    }

    @Test
    void writesCsvAsItIsAskedFor() {
        Export two = orm().export(Sql.of("select 'a;b' as x, null as y, 'NULL' as z"));
        assertThat(text(two.as(ExportFormat.csv()
                        .withHeader(false)
                        .withDelimiter(';')
                        .withLineEnd("\n")
                        .withNullText("NULL"))))
                .isEqualTo("\"a;b\";NULL;\"NULL\"\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportFormat.csv().withDelimiter('.'))
                .withMessage("the delimiter of CSV is a comma, a semicolon, a bar or a tab, not .");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExportFormat.csv().withLineEnd("\r"))
                .withMessageContaining("CR LF or LF");
    }

    @Test
    void tellsNoRowsFromNoColumns() {
        assertThat(text(sheet())).isEqualTo(CSV.substring(0, CSV.indexOf("\r\n") + 2));
        assertThat(text(sheet().as(ExportFormat.jsonLines()))).isEmpty();
    }

    @Test
    void refusesWhatWouldBeLost() {
        threeRows();
        Export words = orm().export(Sql.of("select words from sheet order by id"));
        assertThatExceptionOfType(ExportException.class)
                .isThrownBy(() -> text(words))
                .satisfies(failed -> assertThat(failed.row()).hasValue(3))
                .withMessageContaining("at row 3")
                .withMessageContaining("withNullText");
        assertThat(text(words.as(ExportFormat.csv().withNullText("\\N")))).endsWith("\r\n\"\"\r\n\\N\r\n");
        Export twice = orm().export(Sql.of("select id, large as id from sheet"));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> text(twice.as(ExportFormat.jsonLines())))
                .withMessageContaining("two columns are called \"id\"")
                .withMessageContaining("AS");
        assertThat(text(twice)).startsWith("id,id\r\n");
    }

    @Test
    void exportsManyRowsOfAQueryOfJooqInATransaction() throws IOException {
        orm().executeBatch(
                        "insert into sheet (id, words) values (?, ?)",
                        IntStream.rangeClosed(1, MANY).mapToObj(i -> new @Nullable Object[] {i, "row " + i}));
        List<ExportProgress> told = new ArrayList<>();
        Path file = folder.resolve("many.csv");
        orm().transaction(tx -> {
            orm().execute(Sql.of("insert into sheet (id, words) values (0, 'of this transaction')"));
            Export many = orm().export(orm().sql().resultQuery("select id, words from sheet order by id"));
            ExportResult done = many.with(ExportOptions.defaults().withProgress(Duration.ofMillis(1), told::add))
                    .to(file);
            assertThat(done.rows()).isEqualTo(MANY + 1);
            assertThat(orm().fetchSingle(Sql.of("select count(*) from sheet"), Integer.class))
                    .isEqualTo(MANY + 1);
        });
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines).hasSize(MANY + 2).contains("0,of this transaction", MANY + ",row " + MANY);
        }
        assertThat(told).hasSizeGreaterThan(1).isSortedAccordingTo((a, b) -> Long.compare(a.rows(), b.rows()));
        assertThat(told.get(told.size() - 1).rows()).isEqualTo(MANY + 1);
        assertThat(database().executions()).isEmpty();
    }
}
