package dev.cormorant.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.peers.Rows.Account;
import dev.cormorant.benchmarks.peers.Rows.Item;
import dev.cormorant.benchmarks.peers.Rows.Line;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import dev.cormorant.testing.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The floor: JDBC as a careful programmer writes it, by position, on HikariCP. */
final class JdbcPeer implements Peer {

    static final String ITEM = "select id, group_id, name, code, price, weight, stock, active from item";

    private final DataSource pool;
    private final Runnable close;
    private final boolean returning;
    private final boolean arrays;

    JdbcPeer(Place place) {
        this(place, place.pool());
    }

    private JdbcPeer(Place place, HikariDataSource pool) {
        this(place, pool, pool::close);
    }

    /** On a pool that {@code close} closes. */
    JdbcPeer(Place place, DataSource pool, Runnable close) {
        this.pool = pool;
        this.close = close;
        this.returning = !place.isMysql();
        this.arrays = place.kind() == DatabaseKind.POSTGRES;
    }

    @Override
    public Object byKey(long id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ITEM + " where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no item " + id);
                }
                return item(rows);
            }
        }
    }

    @Override
    public List<?> list(int group) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(ITEM + " where group_id = ? order by id")) {
            statement.setInt(1, group);
            return items(statement);
        }
    }

    @Override
    public long insert(String guest, int city) throws SQLException {
        String sql = "insert into visit (guest, city) values (?, ?)";
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = returning
                        ? connection.prepareStatement(sql + " returning id")
                        : connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, guest);
            statement.setInt(2, city);
            statement.execute();
            try (ResultSet keys = returning ? statement.getResultSet() : statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    /** Work in a transaction of its own. */
    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    @Override
    public void insertAll(List<Measurement> measurements) throws SQLException {
        inTransaction(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into measurement (id, sensor, reading) values (?, ?, ?)")) {
                for (Measurement measurement : measurements) {
                    statement.setLong(1, measurement.id());
                    statement.setInt(2, measurement.sensor());
                    statement.setDouble(3, measurement.reading());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        });
    }

    @Override
    public void modify(long id, long amount) throws SQLException {
        inTransaction(connection -> {
            Account changed = account(connection, id).plus(amount);
            try (PreparedStatement statement = connection.prepareStatement(
                    "update account set owner = ?, balance = ?, version = ? where id = ? and version = ?")) {
                statement.setString(1, changed.owner());
                statement.setLong(2, changed.balance());
                statement.setInt(3, changed.version() + 1);
                statement.setLong(4, id);
                statement.setInt(5, changed.version());
                if (statement.executeUpdate() != 1) {
                    throw new IllegalStateException("account " + id + " was changed by somebody else");
                }
            }
        });
    }

    private static Account account(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id, owner, balance, version from account where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new Account(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getInt(4));
            }
        }
    }

    @Override
    public List<?> purchases() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            List<Purchase> found = new ArrayList<>();
            try (PreparedStatement statement =
                            connection.prepareStatement("select id, customer from purchase order by id");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Purchase(rows.getLong(1), rows.getString(2), null));
                }
            }
            Map<Long, List<Line>> lines = lines(connection, Sqls.keys(found));
            List<Purchase> whole = new ArrayList<>(found.size());
            for (Purchase one : found) {
                whole.add(new Purchase(one.id(), one.customer(), lines.getOrDefault(one.id(), List.of())));
            }
            return whole;
        }
    }

    private Map<Long, List<Line>> lines(Connection connection, List<Long> of) throws SQLException {
        Map<Long, List<Line>> lines = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(arrays ? Sqls.LINES_OF_ARRAY : Sqls.LINES)) {
            if (arrays) {
                statement.setObject(1, of.stream().mapToLong(Long::longValue).toArray());
            } else {
                for (int i = 0; i < of.size(); i++) {
                    statement.setLong(i + 1, of.get(i));
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Line line = new Line(rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getInt(4));
                    lines.computeIfAbsent(line.purchaseId(), first -> new ArrayList<>())
                            .add(line);
                }
            }
        }
        return lines;
    }

    @Override
    public List<?> search(Search search) throws SQLException {
        Sqls.Written written = Sqls.search(search);
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(written.sql())) {
            for (int i = 0; i < written.values().size(); i++) {
                statement.setObject(i + 1, written.values().get(i));
            }
            return items(statement);
        }
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) throws SQLException {
        Work work = connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ITEM)) {
                statement.setFetchSize(fetchSize);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        each.accept(item(rows));
                    }
                }
            }
        };
        if (fetchSize != 0) {
            inTransaction(work);
            return;
        }
        try (Connection connection = pool.getConnection()) {
            work.run(connection);
        }
    }

    private static List<Item> items(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<Item> items = new ArrayList<>();
            while (rows.next()) {
                items.add(item(rows));
            }
            return items;
        }
    }

    static Item item(ResultSet rows) throws SQLException {
        return new Item(
                rows.getLong(1),
                rows.getInt(2),
                rows.getString(3),
                rows.getString(4),
                rows.getLong(5),
                rows.getDouble(6),
                rows.getInt(7),
                rows.getBoolean(8));
    }

    @Override
    public void close() {
        close.run();
    }
}
