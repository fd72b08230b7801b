package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.entity.SchemaDifference;
import dev.cormorant.sql.entity.SchemaDifference.Kind;
import dev.cormorant.testing.DatabaseKind;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entities are held against the schema as it is; each difference is named, and where there is none, none is. */
public abstract class SchemaContract extends EntityTables {

    /** For subclasses of the driver modules. */
    protected SchemaContract() {}

    /** Its table is another one. */
    record Drifted(
            @Id long id, LocalDate day, int amount, @Column(name = "absent") String missing, Optional<String> remark) {}

    /** It has no table. */
    record Nowhere(@Id long id) {}

    @Override
    void createTables(Connection connection) throws SQLException {
        super.createTables(connection);
        Jdbc.run(
                connection,
                "create table drifted (id bigint not null, part int not null, day varchar(20) not null, amount int,"
                        + " remark varchar(20), required int not null, filled int not null default 1, primary key (id, part))");
    }

    @Test
    void findsNothingWhereEntitiesFit() {
        List<Class<?>> fitting =
                List.of(City.class, Booking.class, Stock.class, Shape.class, Circle.class, Note.class, Order.class);
        assertThat(orm().validateSchema(fitting.toArray(Class<?>[]::new))).isEmpty();
        assertThat(orm().validateSchema()).isEmpty();
    }

    @Test
    void namesEachDifference() {
        List<SchemaDifference> found = orm().validateSchema(Drifted.class, Nowhere.class);
        assertThat(found)
                .filteredOn(difference -> difference.kind() != Kind.OTHER_TYPE)
                .extracting(difference ->
                        difference.kind() + " " + difference.column().orElse("-"))
                .containsExactly(
                        "NULLABLE amount",
                        "MISSING_COLUMN absent",
                        "UNKNOWN_REQUIRED_COLUMN part",
                        "UNKNOWN_REQUIRED_COLUMN required",
                        "OTHER_KEY -",
                        "MISSING_TABLE -");
        List<SchemaDifference> types = found.stream()
                .filter(difference -> difference.kind() == Kind.OTHER_TYPE)
                .toList();
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            assertThat(types).as("columns of SQLite hold anything").isEmpty();
        } else {
            assertThat(types).extracting(SchemaDifference::column).containsExactly(Optional.of("day"));
            assertThat(types.get(0).message()).containsIgnoringCase("varchar").contains("LocalDate", "day");
        }
        assertThat(found)
                .allMatch(difference ->
                        difference.toString().contains(difference.entity().getTypeName()));
    }
}
