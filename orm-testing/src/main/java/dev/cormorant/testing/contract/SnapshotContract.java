package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.migrations.schema.ObjectKind;
import dev.cormorant.migrations.schema.SchemaDifference;
import dev.cormorant.migrations.schema.SchemaObject;
import dev.cormorant.migrations.schema.SchemaSnapshot;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.contract.EveryKindOfObject.HandChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reading a schema: every kind of object is seen, nothing else makes a difference, and it takes a fixed number of queries. */
@Tag("migrations")
public abstract class SnapshotContract extends DatabaseContract {

    private static final int MANY = 30;

    private TestDatabase fresh;
    private Database database;

    /** For subclasses of the driver modules. */
    protected SnapshotContract() {}

    @BeforeEach
    final void migrate() {
        fresh = newDatabase();
        database = openToo(fresh);
        migrator().migrate();
    }

    @AfterEach
    final void removeToo() {
        database.close();
        fresh.close();
    }

    private Database openToo(TestDatabase other) {
        return Database.open(config().withDatabase(other.name()).withName("snapshot"));
    }

    private Migrator migrator() {
        return Migrator.of(database)
                .locations(EveryKindOfObject.locations(testDatabase().kind()));
    }

    private void byHand(String... statements) throws SQLException {
        try (Connection connection = database.connection(Access.WRITE, "by hand")) {
            Jdbc.run(connection, statements);
        }
    }

    private SchemaSnapshot snapshot() {
        return Migrator.of(database).snapshot();
    }

    @Test
    void namesEachKindOfObjectThatIsChangedByHand() throws SQLException {
        for (HandChange change :
                EveryKindOfObject.changes(database, testDatabase().kind())) {
            SchemaSnapshot before = snapshot();
            byHand(change.statements().toArray(String[]::new));
            SchemaSnapshot after = snapshot();
            List<SchemaDifference> differences = before.differences(after);
            assertThat(differences)
                    .as(change.toString())
                    .extracting(SchemaDifference::title)
                    .contains(change.title());
            assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
            assertThat(differences)
                    .filteredOn(difference -> difference.state() == SchemaDifference.State.CHANGED)
                    .allSatisfy(changed -> assertThat(changed.properties()).isNotEmpty());
        }
    }

    @Test
    void leavesOutTheHistoryAndTheRows() throws SQLException {
        SchemaSnapshot before = snapshot();
        assertThat(before.objects()).extracting(SchemaObject::name).noneMatch(name -> name.contains("flyway"));
        byHand("insert into city (id, name, pop) values (1, 'a', 1)");
        assertThat(snapshot()).isEqualTo(before);
        assertThat(snapshot().fingerprint()).matches("[0-9a-f]{64}");
    }

    @Test
    void isTheSameForTheSameScriptsInAnotherDatabase() {
        try (TestDatabase second = newDatabase();
                Database other = openToo(second)) {
            Migrator.of(other)
                    .locations(EveryKindOfObject.locations(testDatabase().kind()))
                    .migrate();
            SchemaSnapshot here = snapshot();
            SchemaSnapshot there = Migrator.of(other).snapshot();
            assertThat(here.differences(there)).isEmpty();
            assertThat(there.text()).isEqualTo(here.text());
            assertThat(there.fingerprint()).isEqualTo(here.fingerprint());
        }
    }

    @Test
    void takesAsManyQueriesForManyTablesAsForFew() throws SQLException {
        long few = queries();
        for (int i = 0; i < MANY; i++) {
            byHand("create table many_" + i + " (id bigint primary key)");
        }
        assertThat(queries()).isEqualTo(few);
        assertThat(snapshot().objects())
                .filteredOn(object -> object.kind() == ObjectKind.TABLE)
                .hasSizeGreaterThan(MANY);
    }

    private long queries() {
        long before = database.stats().executions().started();
        snapshot();
        return database.stats().executions().started() - before;
    }
}
