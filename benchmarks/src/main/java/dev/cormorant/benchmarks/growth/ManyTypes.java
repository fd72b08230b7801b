package dev.cormorant.benchmarks.growth;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.io.IOException;
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
            return types.figures;
        }
    }

    private Object byKey(Orm orm, int index) {
        return orm.entities(types.get(index)).find(1L).orElseThrow();
    }

    private Object byText(Orm orm, int index) {
        Sql query = Sql.of("select id, name, amount from thing_" + (index + 1) + " where id = :id");
        return orm.fetchSingle(query.bind("id", 1L), types.get(index));
    }

    private void add(String work, DatabaseConfig config, Use use) throws SQLException {
        try (Orm orm = Orm.open(config)) {
            // The first one brings what is there once.
            use.of(orm, 0);
            long before = Meter.liveHeap();
            int[] next = {0};
            Meter.Cost cost = meter.of(types.size(), () -> {
                int index = next[0];
                next[0] = (index + 1) % types.size();
                return use.of(orm, index);
            });
            double heap = types.size() == 1 ? -1 : (double) Math.max(0, Meter.liveHeap() - before);
            figures.add(new Figure(work, types.size(), cost.nanos(), cost.bytes(), heap, ""));
        }
    }
}
