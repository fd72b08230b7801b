package dev.cormorant.benchmarks.peers;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.peers.Rows.Account;
import dev.cormorant.benchmarks.peers.Rows.Item;
import dev.cormorant.benchmarks.peers.Rows.Line;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import dev.cormorant.testing.DatabaseKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Records;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** jOOQ, with rows mapped by {@code Records.mapping}, which is its fastest way. */
final class JooqPeer implements Peer {

    private static final Field<Long> ID = field(name("id"), Long.class);
    private static final Field<Integer> GROUP = field(name("group_id"), Integer.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> CODE = field(name("code"), String.class);
    private static final Field<Long> PRICE = field(name("price"), Long.class);
    private static final Field<Double> WEIGHT = field(name("weight"), Double.class);
    private static final Field<Integer> STOCK = field(name("stock"), Integer.class);
    private static final Field<Boolean> ACTIVE = field(name("active"), Boolean.class);
    private static final Table<?> ITEM = table(name("item"));
    private static final Table<?> ACCOUNT = table(name("account"));
    private static final Table<?> MEASUREMENT = table(name("measurement"));
    private static final Field<String> OWNER = field(name("owner"), String.class);
    private static final Field<Long> BALANCE = field(name("balance"), Long.class);
    private static final Field<Integer> VERSION = field(name("version"), Integer.class);
    private static final Field<Long> PURCHASE_ID = field(name("purchase_id"), Long.class);

    /** As jOOQ generates it: without it, the key that MySQL generates is not found. */
    private static final class Visit extends TableImpl<Record> {
        private static final long serialVersionUID = 1;
        private static final Visit VISIT = new Visit();

        private final TableField<Record, Long> id = createField(name("id"), SQLDataType.BIGINT.identity(true));
        private final TableField<Record, String> guest = createField(name("guest"), SQLDataType.VARCHAR);
        private final TableField<Record, Integer> city = createField(name("city"), SQLDataType.INTEGER);

        private Visit() {
            super(name("visit"));
        }
    }

    private final HikariDataSource pool;
    private final DSLContext jooq;

    JooqPeer(Place place) {
        this.pool = place.pool();
        this.jooq = DSL.using(pool, dialect(place.kind()));
    }

    private static SQLDialect dialect(DatabaseKind kind) {
        return switch (kind) {
            case SQLITE -> SQLDialect.SQLITE;
            case POSTGRES -> SQLDialect.POSTGRES;
            // The dialect for MariaDB inserts with RETURNING, which the driver of MySQL does not take from it.
            case MYSQL, MARIADB -> SQLDialect.MYSQL;
        };
    }

    private static void stream(DSLContext sql, int fetchSize, Consumer<Object> each) {
        var query =
                sql.select(ID, GROUP, NAME, CODE, PRICE, WEIGHT, STOCK, ACTIVE).from(ITEM);
        try (var rows = (fetchSize == 0 ? query : query.fetchSize(fetchSize)).fetchLazy()) {
            rows.stream().map(Records.mapping(Item::new)).forEach(each);
        }
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) {
        if (fetchSize == 0) {
            stream(jooq, fetchSize, each);
        } else {
            jooq.transaction(tx -> stream(tx.dsl(), fetchSize, each));
        }
    }

    private List<Item> items(Condition condition, boolean dearest) {
        var found = jooq.select(ID, GROUP, NAME, CODE, PRICE, WEIGHT, STOCK, ACTIVE)
                .from(ITEM)
                .where(condition);
        return dearest
                ? found.orderBy(PRICE.desc(), ID).limit(Search.LIMIT).fetch(Records.mapping(Item::new))
                : found.orderBy(ID).fetch(Records.mapping(Item::new));
    }

    @Override
    public Object byKey(long id) {
        return jooq.select(ID, GROUP, NAME, CODE, PRICE, WEIGHT, STOCK, ACTIVE)
                .from(ITEM)
                .where(ID.eq(id))
                .fetchSingle(Records.mapping(Item::new));
    }

    @Override
    public List<?> list(int group) {
        return items(GROUP.eq(group), false);
    }

    @Override
    public long insert(String guest, int city) {
        return jooq.insertInto(Visit.VISIT, Visit.VISIT.guest, Visit.VISIT.city)
                .values(guest, city)
                .returningResult(Visit.VISIT.id)
                .fetchSingle(Visit.VISIT.id);
    }

    @Override
    public void insertAll(List<Measurement> measurements) {
        Field<Integer> sensor = field(name("sensor"), Integer.class);
        Field<Double> reading = field(name("reading"), Double.class);
        jooq.transaction(tx -> {
            BatchBindStep batch = tx.dsl()
                    .batch(tx.dsl().insertInto(MEASUREMENT, ID, sensor, reading).values(0L, 0, 0.0));
            for (Measurement measurement : measurements) {
                batch = batch.bind(measurement.id(), measurement.sensor(), measurement.reading());
            }
            batch.execute();
        });
    }

    @Override
    public void modify(long id, long amount) {
        jooq.transaction(tx -> {
            Account changed = tx.dsl()
                    .select(ID, OWNER, BALANCE, VERSION)
                    .from(ACCOUNT)
                    .where(ID.eq(id))
                    .fetchSingle(Records.mapping(Account::new))
                    .plus(amount);
            int updated = tx.dsl()
                    .update(ACCOUNT)
                    .set(OWNER, changed.owner())
                    .set(BALANCE, changed.balance())
                    .set(VERSION, changed.version() + 1)
                    .where(ID.eq(id).and(VERSION.eq(changed.version())))
                    .execute();
            if (updated != 1) {
                throw new IllegalStateException("account " + id + " was changed by somebody else");
            }
        });
    }

    @Override
    public List<?> purchases() {
        List<Purchase> found = jooq.select(ID, field(name("customer"), String.class))
                .from(table(name("purchase")))
                .orderBy(ID)
                .fetch(Records.mapping((id, customer) -> new Purchase(id, customer, null)));
        List<SelectFieldOrAsterisk> columns =
                List.of(ID, PURCHASE_ID, field(name("product"), String.class), field(name("quantity"), Integer.class));
        Map<Long, List<Line>> lines = jooq.select(columns)
                .from(table(name("line")))
                .where(PURCHASE_ID.in(Sqls.keys(found)))
                .orderBy(ID)
                .fetchGroups(
                        PURCHASE_ID,
                        row -> new Line(
                                row.get(0, Long.class),
                                row.get(1, Long.class),
                                row.get(2, String.class),
                                row.get(3, Integer.class)));
        return found.stream()
                .map(one -> new Purchase(one.id(), one.customer(), lines.getOrDefault(one.id(), List.of())))
                .toList();
    }

    @Override
    public List<?> search(Search search) {
        Condition condition = DSL.noCondition();
        condition = search.group() == null ? condition : condition.and(GROUP.eq(search.group()));
        condition = search.name() == null ? condition : condition.and(NAME.startsWith(search.name()));
        condition = search.code() == null ? condition : condition.and(CODE.eq(search.code()));
        condition = search.cheapest() == null ? condition : condition.and(PRICE.ge(search.cheapest()));
        condition = search.stock() == null ? condition : condition.and(STOCK.ge(search.stock()));
        return items(condition, true);
    }

    @Override
    public void close() {
        pool.close();
    }
}
