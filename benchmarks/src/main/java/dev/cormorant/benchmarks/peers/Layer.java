package dev.cormorant.benchmarks.peers;

import java.util.List;

/** What is compared, in the order of measuring: the floor first, and again at the end as a control. */
enum Layer {
    JDBC("JDBC by hand"),
    CORMORANT("Cormorant"),
    JOOQ("jOOQ"),
    JDBI("Jdbi"),
    SPRING("Spring JdbcClient"),
    HIBERNATE("Hibernate stateless"),
    MYBATIS("MyBatis"),
    JDBC_AGAIN("JDBC by hand, again");

    static final List<Layer> ALL = List.of(values());

    /** Cormorant between two measurements of the floor. */
    static final List<Layer> PAIR = List.of(JDBC, CORMORANT, JDBC_AGAIN);

    /** All but the first measurement of the floor. */
    static final List<Layer> RIVALS = ALL.subList(1, ALL.size());

    private final String title;

    Layer(String title) {
        this.title = title;
    }

    /** {@return what it is called in reports} */
    String title() {
        return title;
    }

    /** {@return the layer over a database; closed by the caller} */
    Peer open(Place place) {
        return switch (this) {
            case JDBC, JDBC_AGAIN -> new JdbcPeer(place);
            case CORMORANT -> new CormorantPeer(place);
            case JOOQ -> new JooqPeer(place);
            case JDBI -> new JdbiPeer(place);
            case SPRING -> new SpringPeer(place);
            case HIBERNATE -> new HibernatePeer(place);
            case MYBATIS -> new MybatisPeer(place);
        };
    }
}
