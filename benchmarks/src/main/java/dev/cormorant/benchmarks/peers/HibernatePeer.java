package dev.cormorant.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.peers.HibernateRows.Account;
import dev.cormorant.benchmarks.peers.HibernateRows.Item;
import dev.cormorant.benchmarks.peers.HibernateRows.Line;
import dev.cormorant.benchmarks.peers.HibernateRows.Purchase;
import dev.cormorant.benchmarks.peers.HibernateRows.Visit;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Search;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.hibernate.dialect.MySQLDialect;

/** Hibernate's stateless session, its fastest: no persistence context, no dirty checking. */
final class HibernatePeer implements Peer {

    /** A purchase with its lines. */
    record Whole(Purchase purchase, List<Line> lines) {}

    private final HikariDataSource pool;
    private final SessionFactory sessions;

    HibernatePeer(Place place) {
        this.pool = place.pool();
        Configuration configuration = new Configuration();
        for (Class<?> type : HibernateRows.class.getDeclaredClasses()) {
            configuration.addAnnotatedClass(type);
        }
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        configuration.setProperty("hibernate.jdbc.batch_size", String.valueOf(Rows.BATCH));
        // Those that Hibernate does not find out by itself: MariaDB behind the driver of MySQL says that it is MySQL
        // 5.5.
        switch (place.kind()) {
            case SQLITE ->
                configuration.setProperty("hibernate.dialect", "org.hibernate.community.dialect.SQLiteDialect");
            case MARIADB -> configuration.setProperty("hibernate.dialect", MySQLDialect.class.getName());
            case POSTGRES, MYSQL -> {}
        }
        this.sessions = configuration.buildSessionFactory();
    }

    @Override
    public Object byKey(long id) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            return session.get(Item.class, id);
        }
    }

    @Override
    public List<?> list(int group) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            return session.createSelectionQuery("from Item where groupId = :group order by id", Item.class)
                    .setParameter("group", group)
                    .getResultList();
        }
    }

    @Override
    public long insert(String guest, int city) {
        Visit visit = new Visit();
        visit.guest = guest;
        visit.city = city;
        sessions.inStatelessTransaction(session -> session.insert(visit));
        return visit.id;
    }

    @Override
    public void insertAll(List<Measurement> measurements) {
        List<HibernateRows.Measurement> rows = measurements.stream()
                .map(measurement -> {
                    HibernateRows.Measurement row = new HibernateRows.Measurement();
                    row.id = measurement.id();
                    row.sensor = measurement.sensor();
                    row.reading = measurement.reading();
                    return row;
                })
                .toList();
        sessions.inStatelessTransaction(session -> session.insertMultiple(rows));
    }

    @Override
    public void modify(long id, long amount) {
        sessions.inStatelessTransaction(session -> {
            Account account = session.get(Account.class, id);
            account.balance += amount;
            session.update(account);
        });
    }

    @Override
    public List<?> purchases() {
        try (StatelessSession session = sessions.openStatelessSession()) {
            List<Purchase> found = session.createSelectionQuery("from Purchase order by id", Purchase.class)
                    .getResultList();
            List<Long> keys = found.stream().map(purchase -> purchase.id).toList();
            Map<Long, List<Line>> lines = session
                    .createSelectionQuery("from Line where purchaseId in (:keys) order by id", Line.class)
                    .setParameterList("keys", keys)
                    .getResultList()
                    .stream()
                    .collect(Collectors.groupingBy(line -> line.purchaseId));
            return found.stream()
                    .map(purchase -> new Whole(purchase, lines.getOrDefault(purchase.id, List.of())))
                    .toList();
        }
    }

    @Override
    public List<?> search(Search search) {
        CriteriaBuilder builder = sessions.getCriteriaBuilder();
        CriteriaQuery<Item> query = builder.createQuery(Item.class);
        Root<Item> item = query.from(Item.class);
        List<Predicate> conditions = new ArrayList<>();
        if (search.group() != null) {
            conditions.add(builder.equal(item.get("groupId"), search.group()));
        }
        if (search.name() != null) {
            conditions.add(builder.like(item.get("name"), search.name() + "%"));
        }
        if (search.code() != null) {
            conditions.add(builder.equal(item.get("code"), search.code()));
        }
        if (search.cheapest() != null) {
            conditions.add(builder.ge(item.get("price"), search.cheapest()));
        }
        if (search.stock() != null) {
            conditions.add(builder.ge(item.get("stock"), search.stock()));
        }
        query.where(conditions.toArray(Predicate[]::new))
                .orderBy(builder.desc(item.get("price")), builder.asc(item.get("id")));
        try (StatelessSession session = sessions.openStatelessSession()) {
            return session.createSelectionQuery(query)
                    .setMaxResults(Search.LIMIT)
                    .getResultList();
        }
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) {
        sessions.inStatelessTransaction(session -> {
            var query = session.createSelectionQuery("from Item", Item.class);
            try (Stream<Item> rows = (fetchSize == 0 ? query : query.setFetchSize(fetchSize)).getResultStream()) {
                rows.forEach(each);
            }
        });
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
