package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.MigrationException;
import dev.cormorant.migrations.CosmeticRepairResult;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.ScriptChange;
import dev.cormorant.migrations.StatementChange;
import dev.cormorant.migrations.ValidationProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that were changed after they were applied: what was changed is said, and layout alone can be accepted. */
@Tag("migrations")
public abstract class ChangedScriptContract extends DatabaseContract {

    private static final String SHELF =
            """
            -- shelves
            create table shelf (id int primary key, label varchar(20) default 'a  b');
            insert into shelf values (1, 'Rome'), (2, 'O''Hara');
            """;

    private static final String BOOK =
            """
            create table book (
            \tid int primary key,
            \ttitle varchar(50)
            );
            insert into book values (1, '${flyway:table}');
            """;

    @TempDir
    private Path scripts;

    /** For subclasses of the driver modules. */
    protected ChangedScriptContract() {}

    @BeforeEach
    final void migrateOnce() throws SQLException, IOException {
        run("drop table if exists shelf", "drop table if exists book");
        run(RunnerTables.drops());
        write("V1__shelf.sql", SHELF);
        write("V2__book.sql", BOOK);
        migrator().migrate();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(scripts.resolve(name), text);
    }

    private Migrator migrator() {
        return Migrator.of(database()).locations("filesystem:" + scripts);
    }

    private ScriptChange changed(String name, String text) throws IOException {
        write(name, text);
        List<ValidationProblem> problems = migrator().validate().problems();
        assertThat(problems).as(text).singleElement().satisfies(problem -> {
            assertThat(problem.script()).isEqualTo(name);
            assertThat(problem.change()).isPresent();
        });
        return problems.get(0).change().orElseThrow();
    }

    @Test
    void doesNotSeeEndsOfLinesAndByteOrderMarks() throws IOException {
        write("V1__shelf.sql", SHELF.replace("\n", "\r\n"));
        assertThat(migrator().validate().isValid()).isTrue();
        write("V1__shelf.sql", "\uFEFF" + SHELF + "\n\n");
        assertThat(migrator().validate().isValid()).isTrue();
    }

    @Test
    void takesLayoutForLayout() throws IOException {
        for (String text : List.of(
                SHELF.replace("-- shelves\n", ""),
                SHELF.replace("-- shelves", "/* where; 'books' stand */"),
                SHELF.replace(" ", "\t").replace("a\t\tb", "a  b"),
                "\uFEFF" + SHELF.replace(", label", ",\n   label").replace("\n", "  \r\n"),
                SHELF.replace("insert into", "INSERT /* two */ INTO").replace("varchar(20)", "VARCHAR ( 20 )"),
                SHELF.stripTrailing().replaceFirst(";$", "\n"))) {
            assertThat(changed("V1__shelf.sql", text).kind()).as(text).isEqualTo(ScriptChange.Kind.COSMETIC);
        }
    }

    @Test
    void namesTheStatementThatWasChangedAndShowsBoth() throws IOException {
        ScriptChange width = changed("V1__shelf.sql", SHELF.replace("varchar(20)", "varchar(30)"));
        assertThat(width.kind()).isEqualTo(ScriptChange.Kind.STATEMENTS);
        assertThat(width.statements()).singleElement().satisfies(statement -> {
            assertThat(statement.kind()).isEqualTo(StatementChange.Kind.CHANGED);
            assertThat(statement.number()).isEqualTo(1);
            assertThat(statement.line()).isEqualTo(2);
            assertThat(statement.before().orElseThrow()).contains("20").doesNotContain("30");
            assertThat(statement.after().orElseThrow()).contains("30").doesNotContain("20");
        });
        assertThat(numbers(SHELF.replace("'a  b'", "'a b'"))).containsExactly(1);
        assertThat(numbers(SHELF.replace("'Rome'", "'rome'"))).containsExactly(2);
        assertThat(numbers(SHELF.replace("O''Hara", "O''Hara " + "x".repeat(900))))
                .containsExactly(2);
        assertThat(migrator().validate().problems().get(0).reason()).contains("statement 2 (line 3)");
        assertThat(migrator().validate().problems().get(0).reason().length()).isLessThan(700);
        assertThat(changed("V1__shelf.sql", SHELF + "delete from shelf;\n").statements())
                .singleElement()
                .satisfies(added -> assertThat(added.kind()).isEqualTo(StatementChange.Kind.ADDED));
        assertThat(changed("V1__shelf.sql", SHELF.replaceFirst("insert.*\n", ""))
                        .statements())
                .singleElement()
                .satisfies(removed -> assertThat(removed.kind()).isEqualTo(StatementChange.Kind.REMOVED));
        assertThatExceptionOfType(MigrationException.class)
                .isThrownBy(() -> migrator().migrate())
                .withMessageContaining("V1__shelf.sql")
                .withMessageContaining("statement 2 (line 3) was removed: insert");
    }

    private List<Integer> numbers(String text) throws IOException {
        return changed("V1__shelf.sql", text).statements().stream()
                .map(StatementChange::number)
                .toList();
    }

    @Test
    void acceptsOnlyLayoutAndNamesTheRest() throws SQLException, IOException {
        write("V1__shelf.sql", SHELF.replace("-- shelves", "-- boards"));
        write("V2__book.sql", BOOK.replace("title", "name"));
        CosmeticRepairResult done = migrator().repairCosmetic();
        assertThat(done.accepted()).containsExactly("1");
        assertThat(done.left()).singleElement().satisfies(left -> {
            assertThat(left.script()).isEqualTo("V2__book.sql");
            assertThat(left.reason()).contains("statement 1", "title", "name");
        });
        write("V2__book.sql", BOOK);
        assertThat(migrator().validate().isValid()).isTrue();
        assertThat(changed("V1__shelf.sql", SHELF.replace("1, 'Rome'", "3, 'Rome'"))
                        .statements())
                .hasSize(1);
        assertThat(migrator().repairCosmetic().accepted()).isEmpty();
        assertThat(migrator().repair().aligned()).containsExactly("1");
        write("V1__shelf.sql", SHELF.replace("1, 'Rome'", "4, 'Rome'"));
        assertThat(migrator().validate().problems().get(0).reason()).contains("3", "4");
        assertThat(number("select count(*) from shelf")).isEqualTo(2);
    }

    @Test
    void keepsTheTextBeforePlaceholdersAreFilledIn() throws SQLException {
        assertThat(number("select count(*) from orm_migration_script where words like '%${flyway:table}%'"))
                .isEqualTo(1);
        assertThat(number("select count(*) from orm_migration_script where words like '%flyway_schema_history%'"))
                .isZero();
    }

    @Test
    void guessesWhatPlainFlywayHasAppliedAndKeepsItFromThenOn() throws SQLException, IOException {
        run("drop table orm_migration_script");
        assertThat(changed("V2__book.sql", BOOK.replace("\t", "    ")).kind()).isEqualTo(ScriptChange.Kind.COSMETIC);
        assertThat(changed("V2__book.sql", BOOK.replace("title", "name")).kind())
                .isEqualTo(ScriptChange.Kind.UNKNOWN);
        assertThat(migrator().validate().problems().get(0).reason())
                .contains("changed after it was applied", "nothing was kept");
        write("V2__book.sql", BOOK);
        migrator().migrate();
        assertThat(changed("V2__book.sql", BOOK.replace("title", "name")).kind())
                .isEqualTo(ScriptChange.Kind.STATEMENTS);
    }
}
