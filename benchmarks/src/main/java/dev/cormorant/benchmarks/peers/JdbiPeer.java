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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Jdbi, with its constructor mappers. */
final class JdbiPeer implements Peer {

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    JdbiPeer(Place place) {
        this.pool = place.pool();
        this.jdbi = Jdbi.create(pool);
        jdbi.registerRowMapper(ConstructorMapper.factory(Item.class));
        jdbi.registerRowMapper(ConstructorMapper.factory(Account.class));
        jdbi.registerRowMapper(ConstructorMapper.factory(Line.class));
    }

    @Override
    public Object byKey(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(JdbcPeer.ITEM + " where id = ?")
                .bind(0, id)
                .mapTo(Item.class)
                .one());
    }

    @Override
    public List<?> list(int group) {
        return jdbi.withHandle(handle -> handle.createQuery(JdbcPeer.ITEM + " where group_id = ? order by id")
                .bind(0, group)
                .mapTo(Item.class)
                .list());
    }

    @Override
    public long insert(String guest, int city) {
        return jdbi.withHandle(handle -> handle.createUpdate("insert into visit (guest, city) values (?, ?)")
                .bind(0, guest)
                .bind(1, city)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void insertAll(List<Measurement> measurements) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into measurement (id, sensor, reading) values (?, ?, ?)");
            for (Measurement measurement : measurements) {
                batch.add(measurement.id(), measurement.sensor(), measurement.reading());
            }
            batch.execute();
        });
    }

    @Override
    public void modify(long id, long amount) {
        jdbi.useTransaction(handle -> {
            Account changed = handle.createQuery("select id, owner, balance, version from account where id = ?")
                    .bind(0, id)
                    .mapTo(Account.class)
                    .one()
                    .plus(amount);
            int updated = handle.createUpdate(
                            "update account set owner = ?, balance = ?, version = ? where id = ? and version = ?")
                    .bind(0, changed.owner())
                    .bind(1, changed.balance())
                    .bind(2, changed.version() + 1)
                    .bind(3, id)
                    .bind(4, changed.version())
                    .execute();
            if (updated != 1) {
                throw new IllegalStateException("account " + id + " was changed by somebody else");
            }
        });
    }

    @Override
    public List<?> purchases() {
        return jdbi.withHandle(handle -> {
            List<Purchase> found = handle.createQuery("select id, customer from purchase order by id")
                    .map((rows, context) -> new Purchase(rows.getLong(1), rows.getString(2), null))
                    .list();
            Query query = handle.createQuery(Sqls.LINES);
            for (int i = 0; i < found.size(); i++) {
                query.bind(i, found.get(i).id());
            }
            Map<Long, List<Line>> lines =
                    query.mapTo(Line.class).stream().collect(Collectors.groupingBy(Line::purchaseId));
            return found.stream()
                    .map(one -> new Purchase(one.id(), one.customer(), lines.getOrDefault(one.id(), List.of())))
                    .toList();
        });
    }

    @Override
    public List<?> search(Search search) {
        Sqls.Written written = Sqls.search(search);
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(written.sql());
            for (int i = 0; i < written.values().size(); i++) {
                query.bind(i, written.values().get(i));
            }
            return query.mapTo(Item.class).list();
        });
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) {
        if (fetchSize == 0) {
            jdbi.useHandle(handle -> stream(handle.createQuery(JdbcPeer.ITEM), each));
        } else {
            jdbi.useTransaction(
                    handle -> stream(handle.createQuery(JdbcPeer.ITEM).setFetchSize(fetchSize), each));
        }
    }

    private static void stream(Query query, Consumer<Object> each) {
        try (Stream<Item> rows = query.mapTo(Item.class).stream()) {
            rows.forEach(each);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
