package dev.cormorant.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.cormorant.benchmarks.peers.Rows.Account;
import dev.cormorant.benchmarks.peers.Rows.Item;
import dev.cormorant.benchmarks.peers.Rows.Line;
import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.AutomapConstructor;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** MyBatis, with a mapper of annotations. */
final class MybatisPeer implements Peer {

    /** What MyBatis writes the generated key into. */
    static final class NewVisit {
        private long id;
        private final String guest;
        private final int city;

        NewVisit(String guest, int city) {
            this.guest = guest;
            this.city = city;
        }

        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        public String getGuest() {
            return guest;
        }

        public int getCity() {
            return city;
        }
    }

    /** A purchase as its own query gives it: the constructor of the record has lines too. */
    record PurchaseHead(long id, String customer) {
        @AutomapConstructor
        PurchaseHead {}
    }

    /** The statements. */
    interface Statements {
        @Select(JdbcPeer.ITEM + " where id = #{id}")
        Item byKey(long id);

        @Select(JdbcPeer.ITEM + " where group_id = #{group} order by id")
        List<Item> list(int group);

        @Select(JdbcPeer.ITEM)
        Cursor<Item> stream();

        @Select(JdbcPeer.ITEM)
        @Options(fetchSize = Place.BATCH)
        Cursor<Item> streamInBatches();

        @Select(JdbcPeer.ITEM)
        @Options(fetchSize = Integer.MIN_VALUE)
        Cursor<Item> streamOneByOne();

        @Insert("insert into visit (guest, city) values (#{guest}, #{city})")
        @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
        void insert(NewVisit visit);

        @Insert("insert into measurement (id, sensor, reading) values (#{id}, #{sensor}, #{reading})")
        void measure(Measurement measurement);

        @Select("select id, owner, balance, version from account where id = #{id}")
        Account account(long id);

        @Update("update account set owner = #{owner}, balance = #{balance}, version = #{version} + 1"
                + " where id = #{id} and version = #{version}")
        int update(Account account);

        @Select("select id, customer from purchase order by id")
        List<PurchaseHead> purchases();

        @Select("<script>select id, purchase_id, product, quantity from line where purchase_id in"
                + " <foreach item='key' collection='keys' open='(' separator=', ' close=')'>#{key}</foreach>"
                + " order by id</script>")
        List<Line> lines(@Param("keys") List<Long> keys);

        @Select("<script>" + JdbcPeer.ITEM + "<where>"
                + "<if test='group != null'>group_id = #{group}</if>"
                + "<if test='name != null'> and name like #{name}</if>"
                + "<if test='code != null'> and code = #{code}</if>"
                + "<if test='cheapest != null'> and price &gt;= #{cheapest}</if>"
                + "<if test='stock != null'> and stock &gt;= #{stock}</if>"
                + "</where> order by price desc, id limit " + Search.LIMIT + "</script>")
        List<Item> search(Search search);
    }

    private final HikariDataSource pool;
    private final SqlSessionFactory sessions;

    MybatisPeer(Place place) {
        this.pool = place.pool();
        Configuration configuration =
                new Configuration(new Environment("benchmark", new JdbcTransactionFactory(), pool));
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.addMapper(Statements.class);
        this.sessions = new SqlSessionFactoryBuilder().build(configuration);
    }

    @Override
    public Object byKey(long id) {
        try (SqlSession session = sessions.openSession(true)) {
            return session.getMapper(Statements.class).byKey(id);
        }
    }

    @Override
    public List<?> list(int group) {
        try (SqlSession session = sessions.openSession(true)) {
            return session.getMapper(Statements.class).list(group);
        }
    }

    @Override
    public long insert(String guest, int city) {
        NewVisit visit = new NewVisit(guest, city);
        try (SqlSession session = sessions.openSession(true)) {
            session.getMapper(Statements.class).insert(visit);
        }
        return visit.getId();
    }

    @Override
    public void insertAll(List<Measurement> measurements) {
        try (SqlSession session = sessions.openSession(ExecutorType.BATCH, false)) {
            Statements statements = session.getMapper(Statements.class);
            measurements.forEach(statements::measure);
            session.commit();
        }
    }

    @Override
    public void modify(long id, long amount) {
        try (SqlSession session = sessions.openSession(false)) {
            Statements statements = session.getMapper(Statements.class);
            if (statements.update(statements.account(id).plus(amount)) != 1) {
                throw new IllegalStateException("account " + id + " was changed by somebody else");
            }
            session.commit();
        }
    }

    @Override
    public List<?> purchases() {
        try (SqlSession session = sessions.openSession(true)) {
            Statements statements = session.getMapper(Statements.class);
            List<PurchaseHead> found = statements.purchases();
            Map<Long, List<Line>> lines = statements
                    .lines(found.stream().map(PurchaseHead::id).toList())
                    .stream()
                    .collect(Collectors.groupingBy(Line::purchaseId));
            return found.stream()
                    .map(one -> new Purchase(one.id(), one.customer(), lines.getOrDefault(one.id(), List.of())))
                    .toList();
        }
    }

    @Override
    public List<?> search(Search search) {
        Search like = search.name() == null
                ? search
                : new Search(search.group(), search.name() + "%", search.code(), search.cheapest(), search.stock());
        try (SqlSession session = sessions.openSession(true)) {
            return session.getMapper(Statements.class).search(like);
        }
    }

    @Override
    public void stream(int fetchSize, Consumer<Object> each) throws IOException {
        try (SqlSession session = sessions.openSession(fetchSize == 0)) {
            Statements statements = session.getMapper(Statements.class);
            try (Cursor<Item> rows = fetchSize == 0
                    ? statements.stream()
                    : fetchSize > 0 ? statements.streamInBatches() : statements.streamOneByOne()) {
                rows.forEach(each);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
