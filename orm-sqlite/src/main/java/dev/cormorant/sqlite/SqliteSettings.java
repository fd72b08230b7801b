package dev.cormorant.sqlite;

import dev.cormorant.core.config.CredentialSource;
import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.StatementConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.driver.PoolLayout;
import dev.cormorant.core.error.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.sqlite.SQLiteOpenMode;

/**
 * One configuration, understood: where the database is, and what each of its connections is told.
 *
 * @param location where it is
 * @param parameters the parameters, checked, with our defaults
 * @param keptStatements how many prepared statements a connection keeps
 */
record SqliteSettings(SqliteLocation location, Map<String, String> parameters, int keptStatements) {

    private static final String JOURNAL = "journal_mode";
    private static final String WAL = "wal";

    /** What belongs to the file and is set by the one who writes it; the order is that in which SQLite needs it. */
    private static final List<String> FILE_PRAGMAS = List.of(
            "page_size",
            "encoding",
            JOURNAL,
            "synchronous",
            "wal_autocheckpoint",
            "journal_size_limit",
            "max_page_count",
            "secure_delete");

    /** What belongs to each connection. */
    private static final List<String> CONNECTION_PRAGMAS = List.of(
            "foreign_keys",
            "cache_size",
            "cache_spill",
            "mmap_size",
            "temp_store",
            "automatic_index",
            "recursive_triggers",
            "case_sensitive_like",
            "reverse_unordered_selects");

    /** What the JDBC driver wants to know before it opens the file. */
    private static final Set<String> JDBC_SWITCHES =
            Set.of("date_class", "date_precision", "date_string_format", "jdbc.get_generated_keys");

    static SqliteSettings of(DatabaseConfig config) {
        SqliteParameters.ALL.check(config);
        if (!isNobody(config.credentials())) {
            throw new ConfigurationException(
                    "the configuration \"" + config.name()
                            + "\" has a user, a password or a source of them, but SQLite opens a file and has neither: remove them");
        }
        SqliteLocation location = SqliteLocation.of(config.url());
        Map<String, String> given = config.parameters().plain();
        given.forEach(ParameterValue::check);
        for (String name : List.of(JOURNAL, "synchronous")) {
            if (location.isPrivate() && given.containsKey(name)) {
                throw new ConfigurationException("the SQLite URL parameter or driver property \"" + name
                        + "\" needs a file, and this database is private to its connection: remove it");
            }
        }
        return new SqliteSettings(location, withDefaults(given, location), keptStatements(config.statements()));
    }

    private static boolean isNobody(CredentialSource source) {
        return source instanceof Credentials fixed
                && fixed.user().isEmpty()
                && !fixed.password().isPresent();
    }

    /** With the id of its execution in a comment no text comes twice. */
    private static int keptStatements(StatementConfig statements) {
        return statements.comment() ? 0 : statements.cacheSize();
    }

    private static Map<String, String> withDefaults(Map<String, String> given, SqliteLocation location) {
        Map<String, String> all = new LinkedHashMap<>();
        if (!location.isPrivate()) {
            all.put(JOURNAL, WAL);
            all.put("synchronous", "NORMAL");
        }
        all.put("foreign_keys", "true");
        all.put("busy_timeout", "5000");
        all.putAll(given);
        return Map.copyOf(all);
    }

    PoolLayout layout() {
        return usesWal() ? PoolLayout.WRITER_AND_READERS : PoolLayout.SINGLE_CONNECTION;
    }

    boolean usesWal() {
        return WAL.equals(parameters.getOrDefault(JOURNAL, "").toLowerCase(Locale.ROOT));
    }

    int busyTimeoutMillis() {
        return Integer.parseInt(parameters.getOrDefault("busy_timeout", "0"));
    }

    /** What the JDBC driver is told before it opens the file. */
    Properties properties(Access access, Duration connectTimeout) {
        Properties properties = new Properties();
        parameters.forEach((name, value) -> {
            if (name.startsWith("limit_") || JDBC_SWITCHES.contains(name)) {
                properties.setProperty(name, value);
            }
        });
        long patience = Math.min(busyTimeoutMillis(), connectTimeout.toMillis());
        properties.setProperty("busy_timeout", Long.toString(patience));
        properties.setProperty("open_mode", Integer.toString(openFlags(access)));
        return properties;
    }

    /**
     * Only who writes creates the file: a reader that finds none must not make an empty one. SQLite's own lock of a connection is left
     * out: the JDBC driver holds one around each of its calls but the interrupt, which needs none.
     */
    private int openFlags(Access access) {
        int flags = SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.NOMUTEX.flag;
        boolean creates = access == Access.WRITE && location.create();
        return creates ? flags | SQLiteOpenMode.CREATE.flag : flags;
    }

    /** The pragmas for a new connection, in order. */
    List<String> pragmas(Access access) {
        List<String> pragmas = new ArrayList<>();
        if (access == Access.WRITE) {
            addPragmas(FILE_PRAGMAS, pragmas);
        }
        addPragmas(CONNECTION_PRAGMAS, pragmas);
        return pragmas;
    }

    private void addPragmas(List<String> names, List<String> to) {
        for (String name : names) {
            String value = parameters.get(name);
            if (value != null) {
                to.add("pragma " + name + " = " + (name.equals("encoding") ? '"' + value + '"' : value));
            }
        }
    }
}
