package dev.cormorant.benchmarks.growth;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Many entities, each with a table of its own, used one after the other, round and round: what no bounded cache likes. */
final class ManyTypes {

    /** The most that the setting takes. */
    private static final int MANY_STATEMENTS = 1_000;

    private final List<Class<?>> types;
    private final Meter meter;
    private final List<Figure> figures = new ArrayList<>();

    private ManyTypes(Place place, List<Class<?>> types) {
        this.types = types;
        this.meter = new Meter(Meter.Clock.of(place));
    }

    /** One operation on one of the types. */
    private interface Use {
        Object of(Orm orm, int index) throws SQLException;
    }

    static List<Figure> measure(Place place, int size) throws SQLException, IOException {
        try (Scratch scratch = new Scratch(place);
                MadeTypes made = new MadeTypes(size)) {
            scratch.tables("types", size);
            ManyTypes types = new ManyTypes(place, made.all());
            DatabaseConfig config = scratch.config("types");
            DatabaseConfig kept = config.withStatements(statements -> statements.withCacheSize(MANY_STATEMENTS));
            types.add("one row by key, type after type", config, types::byKey);
            types.add("the same with statement.cache-size=1000", kept, types::byKey);
            types.add("one row by plain SQL into a record, with it", kept, types::byText);
            types.addByHand(scratch);
            return types.figures;
        }
    }

    /** An operation on the type of a number. */
    private interface Numbered {
        Object of(int index) throws SQLException;
    }

    private Meter.Operation inTurn(Numbered use) {
        int[] next = {0};
        return () -> {
            int index = next[0];
            next[0] = (index + 1) % types.size();
            return use.of(index);
        };
    }

    private Object byKey(Orm orm, int index) {
        return orm.entities(types.get(index)).find(1L).orElseThrow();
    }

    private Object byText(Orm orm, int index) {
        Sql query = Sql.of("select id, name, amount from thing_" + (index + 1) + " where id = :id");
        return orm.fetchSingle(query.bind("id", 1L), types.get(index));
    }

    /** What the database itself takes for more tables in turn: one statement for each, which is never closed meanwhile. */
    private void addByHand(Scratch scratch) throws SQLException {
        try (Connection connection = scratch.byHand("types")) {
            List<PreparedStatement> statements = new ArrayList<>(types.size());
            for (int i = 1; i <= types.size(); i++) {
                statements.add(
                        connection.prepareStatement("select id, name, amount from thing_" + i + " where id = ?"));
            }
            Meter.Cost cost = meter.of(types.size(), inTurn(index -> byHand(statements.get(index))));
            figures.add(new Figure(
                    "one row by hand, a statement kept for each", types.size(), cost.nanos(), cost.bytes(), -1, ""));
        }
    }

    private static ManyTables.Thing byHand(PreparedStatement statement) throws SQLException {
        statement.setLong(1, 1);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return new ManyTables.Thing(rows.getLong(1), rows.getString(2), rows.getInt(3));
        }
    }

    private void add(String work, DatabaseConfig config, Use use) throws SQLException {
        try (Orm orm = Orm.open(config)) {
            // The first one brings what is there once.
            use.of(orm, 0);
            long before = Meter.liveHeap();
            Meter.Cost cost = meter.of(types.size(), inTurn(index -> use.of(orm, index)));
            double heap = types.size() == 1 ? -1 : (double) Math.max(0, Meter.liveHeap() - before);
            figures.add(new Figure(work, types.size(), cost.nanos(), cost.bytes(), heap, ""));
        }
    }
}
