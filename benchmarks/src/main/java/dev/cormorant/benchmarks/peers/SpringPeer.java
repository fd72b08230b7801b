package dev.cormorant.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.peers.Rows.Account;
import dev.cormorant.benchmarks.peers.Rows.Item;
import dev.cormorant.benchmarks.peers.Rows.Line;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring's JdbcClient, with mappers by position as its documentation shows them. */
final class SpringPeer implements Peer {

    private static final RowMapper<Item> ITEM = (rows, number) -> JdbcPeer.item(rows);
    private static final RowMapper<Line> LINE =
            (rows, number) -> new Line(rows.getLong(1), rows.getLong(2), rows.getString(3), rows.getInt(4));
    private static final RowMapper<Account> ACCOUNT =
            (rows, number) -> new Account(rows.getLong(1), rows.getString(2), rows.getLong(3), rows.getInt(4));

    private final HikariDataSource pool;
    private final JdbcTemplate template;
    private final JdbcClient client;
    private final TransactionTemplate transactions;

    SpringPeer(Place place) {
        this.pool = place.pool();
        this.template = new JdbcTemplate(pool);
        this.client = JdbcClient.create(template);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    @Override
    public Object byKey(long id) {
        return client.sql(JdbcPeer.ITEM + " where id = ?").param(id).query(ITEM).single();
    }

    @Override
    public List<?> list(int group) {
        return client.sql(JdbcPeer.ITEM + " where group_id = ? order by id")
                .param(group)
                .query(ITEM)
                .list();
    }

    @Override
    public long insert(String guest, int city) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        client.sql("insert into visit (guest, city) values (?, ?)")
                .param(guest)
                .param(city)
                .update(key, "id");
        return Objects.requireNonNull(key.getKey()).longValue();
    }

    @Override
    public void insertAll(List<Measurement> measurements) {
        transactions.executeWithoutResult(status -> template.batchUpdate(
                "insert into measurement (id, sensor, reading) values (?, ?, ?)",
                measurements,
                measurements.size(),
                (statement, measurement) -> {
                    statement.setLong(1, measurement.id());
                    statement.setInt(2, measurement.sensor());
                    statement.setDouble(3, measurement.reading());
                }));
    }

    @Override
    public void modify(long id, long amount) {
        transactions.executeWithoutResult(status -> {
            Account changed = client.sql("select id, owner, balance, version from account where id = ?")
                    .param(id)
                    .query(ACCOUNT)
                    .single()
                    .plus(amount);
            int updated = client.sql(
                            "update account set owner = ?, balance = ?, version = ? where id = ? and version = ?")
                    .params(changed.owner(), changed.balance(), changed.version() + 1, id, changed.version())
                    .update();
            if (updated != 1) {
                throw new IllegalStateException("account " + id + " was changed by somebody else");
            }
        });
    }

    @Override
    public List<?> purchases() {
        List<Purchase> found = client.sql("select id, customer from purchase order by id")
                .query((rows, number) -> new Purchase(rows.getLong(1), rows.getString(2), null))
                .list();
        Map<Long, List<Line>> lines = client.sql(Sqls.LINES).params(Sqls.keys(found)).query(LINE).list().stream()
                .collect(Collectors.groupingBy(Line::purchaseId));
        return found.stream()
                .map(one -> new Purchase(one.id(), one.customer(), lines.getOrDefault(one.id(), List.of())))
                .toList();
    }

    @Override
    public List<?> search(Search search) {
        Sqls.Written written = Sqls.search(search);
        return client.sql(written.sql()).params(written.values()).query(ITEM).list();
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) {
        if (fetchSize == 0) {
            stream(client.sql(JdbcPeer.ITEM), each);
        } else {
            transactions.executeWithoutResult(
                    status -> stream(client.sql(JdbcPeer.ITEM).withFetchSize(fetchSize), each));
        }
    }

    private static void stream(JdbcClient.StatementSpec statement, Consumer<Object> each) {
        try (Stream<Item> rows = statement.query(ITEM).stream()) {
            rows.forEach(each);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
