package dev.cormorant.sql.internal.jooq;

import dev.cormorant.core.Database;
import dev.cormorant.core.driver.Access;
import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.text.Lexis;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** jOOQ for one database. Safe for all threads. */
public final class Jooq {

    private final Database database;
    private final Configuration configuration;
    private final DSLContext dsl;

    private Jooq(Database database) {
        this.database = database;
        this.configuration = configuration(database);
        this.dsl = DSL.using(configuration);
    }

    /**
     * Sets jOOQ up.
     *
     * @param database the database
     * @return jOOQ on it
     */
    public static Jooq on(Database database) {
        silence("org.jooq.no-logo");
        silence("org.jooq.no-tips");
        return new Jooq(database);
    }

    /** jOOQ reads these once, with its first class; whoever has set them otherwise keeps the logo and the tips. */
    private static void silence(String property) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private static Configuration configuration(Database database) {
        JoinedConnections reading = new JoinedConnections(database, Access.READ);
        JoinedConnections writing = new JoinedConnections(database, Access.WRITE);
        Lexis lexis = Lexis.of(database.server().dialect());
        DefaultConfiguration configuration = new DefaultConfiguration();
        Settings settings = configuration.settings();
        // jOOQ's own log shows bound values.
        settings.setExecuteLogging(false);
        settings.setDebugInfoOnStackTrace(false);
        configuration.set(SQLDialect.valueOf(database.server().dialect()));
        configuration.set(reading);
        configuration.set(new ExecutionRules(database, writing, lexis));
        configuration.set(new TransactionEvents(database));
        return configuration;
    }

    /** {@return the whole of jOOQ, on the connection of the current transaction or on one of its own for each statement} */
    public DSLContext dsl() {
        return dsl;
    }

    /**
     * A query of jOOQ's for our own reading.
     *
     * @param query the query, attached to {@link #dsl}, to something else or to nothing
     * @return the query, to be run on this database
     */
    public Query query(ResultQuery<?> query) {
        Configuration own = query.configuration();
        boolean derived =
                own != null && own.connectionProvider() instanceof JoinedConnections joined && joined.isOf(database);
        return new JooqQuery(query, own != null && derived ? own : configuration);
    }
}
