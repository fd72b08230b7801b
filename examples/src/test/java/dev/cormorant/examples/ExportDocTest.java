package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.cormorant.core.error.ExportException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.export.ExportFormat;
import dev.cormorant.sql.export.ExportResult;
import dev.cormorant.testing.TestDatabase;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/export.md: they compile, do what is said there, and are the ones that stand there. */
final class ExportDocTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Path DOCS = Path.of("..", "docs", "export.md");
    private static final Path HERE = Path.of("src/test/java/dev/cormorant/examples/ExportDocTest.java");

    record City(@Id long id, String name) {}

    @TempDir
    private Path folder;

    private TestDatabase database;
    private Orm orm;

    @BeforeEach
    void open() {
        database = TestDatabase.sqlite();
        orm = Orm.open(database.jdbcUrl());
        orm.execute(Sql.of("create table city (id integer primary key, name text)"));
        orm.entities(City.class).insert(new City(1, "Ulm; an der Donau"));
    }

    @AfterEach
    void close() {
        orm.close();
        database.close();
    }

    private static String bare(String code) {
        return code.replaceAll("//[^\n]*", "").replaceAll("\\s+", "");
    }

    @Test
    void standsHereWithAllItsExamples() throws IOException {
        String here = bare(Files.readString(HERE)).replace("folder.resolve(\"cities.csv\")", "Path.of(\"cities.csv\")");
        Matcher examples = EXAMPLE.matcher(Files.readString(DOCS));
        int count = 0;
        while (examples.find()) {
            for (String statement : bare(examples.group(1)).split(";(?!')", -1)) {
                assertThat(here).contains(statement);
            }
            count++;
        }
        assertThat(count).isEqualTo(4);
    }

    @Test
    void aQuery() throws IOException {
        ExportResult done = orm.export(Sql.of("select * from city order by id")).to(folder.resolve("cities.csv"));
        assertThat(done.rows()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("cities.csv"))).isEqualTo("id,name\r\n1,Ulm; an der Donau\r\n");
    }

    @Test
    void anEntity() throws IOException {
        Path file = folder.resolve("cities.jsonl");
        ExportResult done = orm.export(City.class).as(ExportFormat.jsonLines()).to(file);
        done.rows(); // without the header
        done.size(); // bytes; characters in a Writer
        assertThat(Files.readString(file)).isEqualTo("{\"id\":1,\"name\":\"Ulm; an der Donau\"}\n");
    }

    @Test
    void aFailure() {
        Sql query = Sql.of("select null as unknown_to_all");
        Path file = folder.resolve("cities.csv");
        try {
            orm.export(query).to(file);
            fail("a null in the only column is refused");
        } catch (ExportException failed) {
            OptionalLong row = failed.row(); // the row that was being read or written, from 1
            Throwable why = failed.getCause(); // IOException of the disk, StatementTimeoutException, …
            assertThat(row).hasValue(1);
            assertThat(why).isInstanceOf(MappingException.class);
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void csv() throws IOException {
        Sql query = Sql.of("select name, null as x from city");
        Path file = folder.resolve("cities.csv");
        orm.export(query)
                .as(ExportFormat.csv()
                        .withDelimiter(';')
                        .withHeader(false)
                        .withLineEnd("\n")
                        .withNullText("\\N"))
                .to(file);
        assertThat(Files.readString(file)).isEqualTo("\"Ulm; an der Donau\";\\N\n");
    }
}
