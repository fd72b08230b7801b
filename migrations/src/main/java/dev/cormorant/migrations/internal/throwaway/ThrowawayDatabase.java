package dev.cormorant.migrations.internal.throwaway;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.PoolConfig;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MigrationException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.service.Registration;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An empty database beside another one, on the same server unless another is named; for SQLite a file in a temporary folder. It is
 * removed when it is closed, at the latest with the database that it was made for. Only a killed process leaves one; its name
 * begins with {@value #PREFIX}. For one thread; closing is safe from any.
 */
public final class ThrowawayDatabase implements AutoCloseable {

    /** How the names begin. */
    public static final String PREFIX = "cormorant_throwaway_";

    /** Making and removing a database copies and deletes files, which a busy server takes its time for. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int NAME_DIGITS = 12;

    /** PostgreSQL: insufficient privilege. MySQL and MariaDB: access denied for the database. */
    private static final Set<String> REFUSED = Set.of("42501", "1044");

    private final Place place;
    private final Database database;
    private final Registration registration;

    /** What holds it, and how that is made and removed. */
    interface Place extends AutoCloseable {
        DatabaseConfig config();

        @Override
        void close();
    }

    private ThrowawayDatabase(Place place, Database database, Database owner) {
        this.place = place;
        this.database = database;
        this.registration = owner.services().register(ThrowawayDatabase.class, this, ThrowawayDatabase::remove);
    }

    /**
     * Makes one.
     *
     * @param model the database that it shall be like: product, settings, character set; is only read
     * @param elsewhere a database of another server to make it beside, by an account that may do so; empty for the same server
     * @return an open, empty database; closed by the caller
     * @throws MigrationException if the account may not make one, or {@code elsewhere} is of another product
     * @throws dev.cormorant.core.error.ConnectionUnavailableException if the server cannot be reached
     */
    public static ThrowawayDatabase like(Database model, Optional<DatabaseConfig> elsewhere) {
        DatabaseConfig config = elsewhere.orElse(model.config());
        if (!config.url().scheme().equals(model.config().url().scheme())) {
            throw new MigrationException(
                    failed(model)
                            .message("the server that is named for it is "
                                    + config.url().scheme() + ", not "
                                    + model.config().url().scheme()),
                    null);
        }
        String name = PREFIX + UUID.randomUUID().toString().replace("-", "").substring(0, NAME_DIGITS);
        Place place = model.driver().equals("sqlite") ? FilePlace.make(config) : onServer(model, config, name);
        try {
            Database made = Database.open(place.config());
            try {
                return new ThrowawayDatabase(place, made, model);
            } catch (RuntimeException closing) {
                made.close();
                throw closing;
            }
        } catch (RuntimeException failed) {
            place.close();
            throw failed;
        }
    }

    /** {@return the database; stays open until this is closed} */
    public Database database() {
        return database;
    }

    /** Closes and removes it; without effect the second time. */
    @Override
    public void close() {
        registration.close();
    }

    private void remove() {
        try {
            database.close(Duration.ZERO, GRACE);
        } finally {
            place.close();
        }
    }

    private static FailedOperation failed(Database model) {
        return FailedOperation.of("make a throwaway database", model.label());
    }

    private static Place onServer(Database model, DatabaseConfig config, String name) {
        UnaryOperator<PoolConfig> one = pool -> pool.withMaxSize(1).withMinIdle(0);
        Database admin = Database.open(config.withPool(one).withName("throwaway-admin"));
        try {
            run(admin, "create database " + name + characterSet(model));
            return new ServerPlace(config, admin, name);
        } catch (SQLException refused) {
            admin.close();
            throw refusal(model, admin, refused);
        } catch (RuntimeException failed) {
            admin.close();
            throw failed;
        }
    }

    private static OrmException refusal(Database model, Database admin, SQLException refused) {
        OrmException failure = admin.translate(refused, failed(model));
        if (!REFUSED.contains(refused.getSQLState()) && !REFUSED.contains(String.valueOf(refused.getErrorCode()))) {
            return failure;
        }
        return new MigrationException(
                failed(model)
                        .message(
                                "the account may not create a database: let it (CREATEDB on PostgreSQL, CREATE on MySQL and"
                                        + " MariaDB), or name a server where it may"),
                failure);
    }

    /** A table takes its character set from its database where its script names none. */
    private static String characterSet(Database model) throws SQLException {
        if (!model.driver().equals("mysql")) {
            return "";
        }
        try (Connection connection = model.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select @@character_set_database, @@collation_database")) {
            row.next();
            return " character set " + row.getString(1) + " collate " + row.getString(2);
        }
    }

    static void run(Database admin, String sql) throws SQLException {
        try (Connection connection = admin.dataSource(
                                admin.config().statements().withTimeout(LONGEST))
                        .getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
