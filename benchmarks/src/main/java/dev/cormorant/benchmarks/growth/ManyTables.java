package dev.cormorant.benchmarks.growth;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.Entities;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** One entity in a schema with many tables. */
final class ManyTables {

    private static final int OPENINGS = 12;

    private ManyTables() {}

    /** The entity. */
    @Table(name = "thing_1")
    record Thing(@Id long id, String name, int amount) {}

    static List<Figure> measure(Place place, int size) throws SQLException, IOException {
        Meter meter = new Meter(Meter.Clock.of(place));
        try (Scratch scratch = new Scratch(place)) {
            scratch.tables("tables", size);
            Meter.Cost byKey;
            try (Orm orm = Orm.open(scratch.config("tables"))) {
                Entities<Thing> things = orm.entities(Thing.class);
                byKey = meter.of(1, () -> things.find(1L).orElseThrow());
            }
            Meter.Cost opening = meter.single(OPENINGS, () -> {
                try (Orm orm = Orm.open(scratch.config("tables"))) {
                    return orm.entities(Thing.class).find(1L).orElseThrow();
                }
            });
            Meter.Cost byHand = meter.single(OPENINGS, () -> {
                try (Connection connection = scratch.byHand("tables");
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select name from thing_1 where id = 1")) {
                    return rows.next();
                }
            });
            return List.of(
                    new Figure("one row by key", size, byKey.nanos(), byKey.bytes(), -1, ""),
                    new Figure("open, one row by key, close", size, opening.nanos(), opening.bytes(), -1, ""),
                    new Figure("the same by hand, without a pool", size, byHand.nanos(), byHand.bytes(), -1, ""));
        }
    }
}
