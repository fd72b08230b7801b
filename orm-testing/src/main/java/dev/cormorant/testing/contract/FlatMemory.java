package dev.cormorant.testing.contract;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.export.ExportFormat;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * The program that {@link FlatMemoryContract} runs in a JVM of its own with a small heap: reads a large result to its end, or loads
 * many rows, and prints how many there were. Takes the URL, the user and the way of reading as arguments, the password and the query from
 * the environment.
 */
final class FlatMemory {

    static final String PASSWORD = "ORM_TEST_FLAT_PASSWORD";
    static final String QUERY = "ORM_TEST_FLAT_QUERY";

    /** The ways of reading. */
    enum Way {
        /** {@code orm.stream} into records. */
        STREAM,
        /** What another framework does on our data source: a plain SELECT without a fetch size. */
        PLAIN_SELECT,
        /** The same where plain selects are loaded whole: has to fail, or the others prove nothing. */
        PLAIN_SELECT_BUFFERED,
        /** The other way: {@code orm.bulk} out of an iterator; the query says how many rows. */
        BULK,
        /** {@code orm.export} of the query, as JSON lines. */
        EXPORT
    }

    /** One row of the series. */
    record Row(long id, String payload) {}

    /** What is loaded. */
    @Table(name = "series")
    record Loaded(@Id long id, String payload) {}

    private FlatMemory() {}

    public static void main(String[] arguments) throws SQLException {
        String query = System.getenv(QUERY);
        Way way = Way.valueOf(arguments[2]);
        DatabaseConfig config = DatabaseConfig.of(arguments[0]);
        if (!arguments[1].isEmpty()) {
            config = config.withUser(arguments[1]).withPassword(System.getenv(PASSWORD));
        }
        if (way == Way.PLAIN_SELECT_BUFFERED) {
            config = config.withStatements(limits -> limits.withPlainSelects(PlainSelects.BUFFER));
        }
        try (Orm orm = Orm.open(config)) {
            System.out.println("rows="
                    + switch (way) {
                        case STREAM -> streamed(orm, query);
                        case EXPORT ->
                            orm.export(Sql.of(query))
                                    .as(ExportFormat.jsonLines())
                                    .to(OutputStream.nullOutputStream())
                                    .rows();
                        case BULK -> loaded(orm, Long.parseLong(query));
                        case PLAIN_SELECT, PLAIN_SELECT_BUFFERED -> plain(orm, query);
                    });
        }
    }

    private static long loaded(Orm orm, long count) {
        orm.execute(Sql.of("create table series (id bigint primary key, payload varchar(200))"));
        String payload = "p".repeat(90);
        orm.bulk(Loaded.class).insert(LongStream.rangeClosed(1, count).mapToObj(i -> new Loaded(i, payload + i % 10)));
        return orm.fetchSingle(Sql.of("select count(*) from series"), Long.class);
    }

    private static long streamed(Orm orm, String query) {
        return orm.stream(Sql.of(query), Row.class, rows -> {
            long read = 0;
            for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                read += each.next().payload().isEmpty() ? 0 : 1;
            }
            return read;
        });
    }

    private static long plain(Orm orm, String query) throws SQLException {
        try (Connection connection = orm.database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            long read = 0;
            while (rows.next()) {
                read += rows.getString(2).isEmpty() ? 0 : 1;
            }
            return read;
        }
    }
}
