package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Account;
import dev.cormorant.benchmarks.peers.Rows.Item;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import dev.cormorant.benchmarks.peers.Rows.Visit;
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

    private static final Order<Item> DEAREST = Order.by(Sort.desc("price"), Sort.asc("id"));

    private final Orm orm;
    private final Items repository;
    private final Entities<Item> items;
    private final Entities<Visit> visits;
    private final Entities<Measurement> measurements;
    private final Entities<Account> accounts;
    private final Entities<Purchase> purchases;

    CormorantPeer(Place place) {
        this.orm = Orm.open(place.config());
        this.repository = orm.repository(Items.class);
        this.items = orm.entities(Item.class);
        this.visits = orm.entities(Visit.class);
        this.measurements = orm.entities(Measurement.class);
        this.accounts = orm.entities(Account.class);
        this.purchases = orm.entities(Purchase.class).fetch("lines");
    }

    @Override
    public Object byKey(long id) {
        return items.find(id).orElseThrow();
    }

    @Override
    public List<?> list(int group) {
        return repository.ofGroup(group);
    }

    @Override
    public long insert(String guest, int city) {
        return visits.insert(new Visit(0, guest, city)).id();
    }

    @Override
    public void insertAll(List<Measurement> rows) {
        orm.transaction(tx -> measurements.insertAll(rows));
    }

    @Override
    public void modify(long id, long amount) {
        orm.transaction(tx -> accounts.update(accounts.find(id).orElseThrow().plus(amount)));
    }

    @Override
    public List<?> purchases() {
        return purchases.findAll();
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
        return repository.search(Filter.and(filters.toArray(Filter[]::new)), DEAREST, Limit.of(Search.LIMIT));
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) {
        orm.<Item, Boolean, RuntimeException>stream(Sql.of(JdbcPeer.ITEM), Item.class, rows -> {
            rows.forEach(each);
            return true;
        });
    }

    private static Filter atLeast(String attribute, Object value) {
        return new Filter.Compared(attribute, Filter.Comparison.GREATER_OR_EQUAL, value);
    }

    @Override
    public void close() {
        orm.close();
    }
}
