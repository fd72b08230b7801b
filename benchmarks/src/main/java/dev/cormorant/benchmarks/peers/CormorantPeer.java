package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Account;
import dev.cormorant.benchmarks.peers.Rows.Item;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import dev.cormorant.benchmarks.peers.Rows.Visit;
import dev.cormorant.core.config.PlainSelects;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.Filter;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.repository.BasicRepository;
import jakarta.data.repository.By;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Cormorant with its defaults: leases, ids, deadlines and statistics are on. */
final class CormorantPeer implements Peer {

    /** What is asked of items beyond keys. */
    @Repository
    interface Items extends BasicRepository<Item, Long> {

        @Find
        @OrderBy("id")
        List<Item> ofGroup(@By("groupId") int group);

        @Find
        List<Item> search(Filter filter, Order<Item> order, Limit limit);
    }

    /** Made when it is needed first, so that the start of a program does not pay for what it does not use. */
    private static final class Lazy<T> {
        private final Supplier<T> maker;
        private volatile @Nullable T made;

        Lazy(Supplier<T> maker) {
            this.maker = maker;
        }

        T get() {
            T there = made;
            if (there == null) {
                there = maker.get();
                made = there;
            }
            return there;
        }
    }

    private final Orm orm;
    private final Entities<Item> items;
    private final Lazy<Items> repository = new Lazy<>(() -> this.orm().repository(Items.class));
    private final Lazy<Entities<Visit>> visits = new Lazy<>(() -> this.orm().entities(Visit.class));
    private final Lazy<Entities<Measurement>> measurements =
            new Lazy<>(() -> this.orm().entities(Measurement.class));
    private final Lazy<Entities<Account>> accounts = new Lazy<>(() -> this.orm().entities(Account.class));
    private final Lazy<Entities<Purchase>> purchases =
            new Lazy<>(() -> this.orm().entities(Purchase.class).fetch("lines"));

    CormorantPeer(Place place) {
        this.orm = Orm.open(place.config());
        this.items = orm.entities(Item.class);
    }

    private Orm orm() {
        return orm;
    }

    /** {@return its pool, whose selects are read as the driver does by itself; closed with this} */
    DataSource dataSource() {
        return orm.database().dataSource(orm.database().config().statements().withPlainSelects(PlainSelects.BUFFER));
    }

    @Override
    public Object byKey(long id) {
        return items.find(id).orElseThrow();
    }

    @Override
    public List<?> list(int group) {
        return repository.get().ofGroup(group);
    }

    @Override
    public long insert(String guest, int city) {
        return visits.get().insert(new Visit(0, guest, city)).id();
    }

    @Override
    public void insertAll(List<Measurement> rows) {
        orm.transaction(tx -> measurements.get().insertAll(rows));
    }

    @Override
    public void modify(long id, long amount) {
        Entities<Account> all = accounts.get();
        orm.transaction(tx -> all.update(all.find(id).orElseThrow().plus(amount)));
    }

    @Override
    public List<?> purchases() {
        return purchases.get().findAll();
    }

    @Override
    public List<?> search(Search search) {
        List<Filter> filters = new ArrayList<>();
        if (search.group() != null) {
            filters.add(Filter.equal("groupId", search.group()));
        }
        if (search.name() != null) {
            filters.add(Filter.startsWith("name", search.name()));
        }
        if (search.code() != null) {
            filters.add(Filter.equal("code", search.code()));
        }
        if (search.cheapest() != null) {
            filters.add(atLeast("price", search.cheapest()));
        }
        if (search.stock() != null) {
            filters.add(atLeast("stock", search.stock()));
        }
        return repository
                .get()
                .search(Filter.and(filters.toArray(Filter[]::new)), Dearest.FIRST, Limit.of(Search.LIMIT));
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) {
        orm.<Item, Boolean, RuntimeException>stream(Sql.of(JdbcPeer.ITEM), Item.class, rows -> {
            rows.forEach(each);
            return true;
        });
    }

    /** A class of its own, so that a start that searches for nothing loads none of it. */
    private static final class Dearest {
        static final Order<Item> FIRST = Order.by(Sort.desc("price"), Sort.asc("id"));
    }

    private static Filter atLeast(String attribute, Object value) {
        return new Filter.Compared(attribute, Filter.Comparison.GREATER_OR_EQUAL, value);
    }

    @Override
    public void close() {
        orm.close();
    }
}
