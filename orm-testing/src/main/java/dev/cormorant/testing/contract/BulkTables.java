package dev.cormorant.testing.contract;

import dev.cormorant.sql.bulk.Bulk;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts on loads share: entities, and many rows of them. */
abstract class BulkTables extends EntityTables {

    /** More than is sent at once on every database. */
    static final int MANY = 23_456;

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from city", "delete from stock", "delete from note", "delete from shape", "delete from everything");
        if (hasSequences()) {
            run("delete from ticket");
        }
    }

    final Bulk<City> bulkOfCities() {
        return orm().bulk(City.class);
    }

    final long count(String table) throws SQLException {
        return number("select count(*) from " + table);
    }

    static <T> Iterator<T> rows(int count, IntFunction<T> row) {
        return IntStream.rangeClosed(1, count).mapToObj(row).iterator();
    }

    static Iterator<City> cities(int count) {
        return rows(count, i -> City.of("city " + i));
    }
}
