package dev.cormorant.postgres;

import dev.cormorant.core.config.AllowedParameters;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.ConfigurationException;
import java.sql.DriverPropertyInfo;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/** Which of pgjdbc's properties a user may set, and why not the others. */
final class PostgresParameters {

    private static final String CODE = "it names a class to be loaded; a URL must not decide which code runs";
    private static final String DERIVED = "it follows from the settings pool.connect-timeout and statement.timeout";
    private static final String LOADS_ALL = "results could not be streamed any more, or would be cut off in the middle";
    private static final String STRUCTURE = "host, port and database belong into the front part of the URL";
    private static final String LOGGING = "logging is configured where the application logs";
    private static final String OURS = "Cormorant depends on the value that it sets itself";

    /** The list. */
    static final AllowedParameters ALLOWED = list();

    private PostgresParameters() {}

    /**
     * Refuses what is not allowed, and values that pgjdbc would refuse while connecting, as if the server were away.
     *
     * @throws ConfigurationException naming the first such parameter; never its value
     */
    static void check(DatabaseConfig config) {
        ALLOWED.check(config);
        for (DriverPropertyInfo property : new Driver().getPropertyInfo("jdbc:postgresql:", new Properties())) {
            if (property.choices != null) {
                config.parameters().get(property.name).ifPresent(value -> checkValue(property, value));
            }
        }
    }

    private static void checkValue(DriverPropertyInfo property, String value) {
        List<String> known = List.of(property.choices);
        // requireAuth is a list of its choices.
        for (String each : value.split(",", -1)) {
            if (known.stream().noneMatch(each.strip()::equalsIgnoreCase)) {
                throw new ConfigurationException("the PostgreSQL URL parameter or driver property \"" + property.name
                        + "\" has an unknown value; allowed: " + String.join(", ", known));
            }
        }
    }

    private static AllowedParameters list() {
        AllowedParameters.Builder list = AllowedParameters.of("PostgreSQL");
        allowSession(list);
        allowSecurity(list);
        allowTuning(list);
        refuseCode(list);
        refuseTimeLimits(list);
        refuseBehaviour(list);
        refuseStructure(list);
        return list.build();
    }

    private static void allowSession(AllowedParameters.Builder list) {
        list.allowWithNote("ApplicationName", "default cormorant/ and the name of the database")
                .allowWithNote("currentSchema", "the search path, schemas separated by commas")
                .allowWithNote("options", "server settings of the session, such as -c work_mem=64MB")
                .allowWithNote("stringtype", "unspecified lets the server choose the type of a text parameter")
                .allow("targetServerType", "loadBalanceHosts", "hostRecheckSeconds", "localSocketAddress")
                .allow("escapeSyntaxCallMode", "quoteReturningIdentifiers", "hideUnprivilegedObjects")
                .allow("convertBooleanToNumeric", "disableColumnSanitiser", "unknownLength");
    }

    private static void allowSecurity(AllowedParameters.Builder list) {
        list.allowWithNote("sslmode", "disable, allow, prefer (default), require, verify-ca or verify-full")
                .allow("ssl", "sslrootcert", "sslcert", "sslkey", "sslpassword", "sslNegotiation")
                .allow("channelBinding", "requireAuth", "scramMaxIterations", "pemKeyAlgorithm")
                .allow("gssEncMode", "gsslib", "gssUseDefaultCreds", "jaasLogin", "jaasApplicationName")
                .allow("kerberosServerName", "useSpnego", "sspiServiceClass");
    }

    private static void allowTuning(AllowedParameters.Builder list) {
        list.allow("prepareThreshold", "preparedStatementCacheQueries", "preparedStatementCacheSizeMiB")
                .allow("databaseMetadataCacheFields", "databaseMetadataCacheFieldsMiB")
                .allow("binaryTransfer", "binaryTransferEnable", "binaryTransferDisable")
                .allowWithNote("reWriteBatchedInserts", "default true: a batch of inserts becomes multi-row inserts")
                .allowWithNote("tcpKeepAlive", "default true")
                .allow("reWriteBatchedInsertsSize", "tcpNoDelay", "flushCacheOnDdl")
                .allow("receiveBufferSize", "sendBufferSize", "maxSendBufferSize");
    }

    private static void refuseCode(AllowedParameters.Builder list) {
        refuse(
                list,
                CODE,
                "socketFactory",
                "socketFactoryArg",
                "sslfactory",
                "sslfactoryarg",
                "sslhostnameverifier",
                "sslpasswordcallback",
                "authenticationPluginClassName",
                "xmlFactoryFactory",
                "connectExecutor",
                "connectExecutorArg",
                "classLoaderStrategy");
    }

    private static void refuseTimeLimits(AllowedParameters.Builder list) {
        refuse(
                list,
                DERIVED,
                "loginTimeout",
                "connectTimeout",
                "socketTimeout",
                "queryTimeout",
                "cancelSignalTimeout",
                "sslResponseTimeout",
                "gssResponseTimeout");
    }

    private static void refuseBehaviour(AllowedParameters.Builder list) {
        refuse(list, LOADS_ALL, "preferQueryMode", "maxResultBuffer");
        refuse(list, LOADS_ALL, "adaptiveFetch", "adaptiveFetchMinimum", "adaptiveFetchMaximum");
        refuse(list, "use the setting statement.fetch-size", "defaultRowFetchSize");
        refuse(list, "a savepoint around each statement hides which one failed", "autosave", "cleanupSavepoints");
        refuse(list, LOGGING, "loggerFile", "loggerLevel", "logUnclosedConnections");
        refuse(list, "messages would hold the values of rows", "logServerErrorDetail");
        refuse(list, "use a read-only transaction", "readOnly", "readOnlyMode");
        refuse(list, "text is exchanged in UTF-8", "allowEncodingChanges");
        refuse(list, "a replication connection runs no ordinary statements", "replication");
        refuse(list, OURS, "assumeMinServerVersion", "groupStartupParameters", "protocolVersion");
    }

    private static void refuseStructure(AllowedParameters.Builder list) {
        refuse(list, STRUCTURE, "PGHOST", "PGPORT", "PGDBNAME");
        refuse(list, "a service file would bring settings that are not checked here", "service");
    }

    private static void refuse(AllowedParameters.Builder list, String reason, String... names) {
        for (String name : names) {
            list.refuse(name, reason);
        }
    }
}
