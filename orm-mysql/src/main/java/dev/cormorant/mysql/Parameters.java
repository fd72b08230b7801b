package dev.cormorant.mysql;

import dev.cormorant.core.config.AllowedParameters;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.ConfigurationException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The URL parameters and driver properties of Connector/J that are let through, and why others are not. Capital and small
 * letters are the same to Connector/J.
 */
final class Parameters {

    private static final String FILES = "the server could then read files of this machine";
    private static final String CLASSES = "it names a class that would be loaded and run";
    private static final String LOGS =
            "statements would be logged with their values; Cormorant reports slow statements itself";
    private static final String FETCHING = "results are streamed by Cormorant in its own way (statement.fetch-size)";
    private static final String RECONNECT =
            "a transaction could go on silently on another connection; the pool replaces lost ones";
    private static final String SET = "the driver sets it itself, and its type conversions rest on it";

    private static final AllowedParameters LIST =
            refuse(allow(AllowedParameters.ignoringCase("MySQL"))).build();

    private Parameters() {}

    private static AllowedParameters.Builder allow(AllowedParameters.Builder list) {
        allowForLogin(list);
        return list.allow("connectionAttributes", "openTelemetry", "useCompression", "maxAllowedPacket")
                .allow("localSocketAddress", "tcpKeepAlive", "tcpNoDelay", "tcpRcvBuf", "tcpSndBuf")
                .allow("cachePrepStmts", "prepStmtCacheSize", "prepStmtCacheSqlLimit")
                .allow("rewriteBatchedStatements", "continueBatchOnError")
                .allow("databaseTerm", "nullDatabaseMeansCurrent", "useInformationSchema")
                .allow("noAccessToProcedureBodies", "getProceduresReturnsFunctions")
                .allow("zeroDateTimeBehavior", "preserveInstants")
                .allowWithNote(
                        "connectionTimeZone",
                        "converts java.sql.Timestamp and the like of plain JDBC only; sessions are in UTC in any case")
                .allowWithNote("serverTimezone", "old name of connectionTimeZone")
                .allowWithNote("characterEncoding", "UTF-8 only")
                .allowWithNote("connectionCollation", "those of utf8mb4 only")
                .allowWithNote(
                        "useServerPrepStmts",
                        "reads faster, halves the speed of batches, and reads unsigned numbers wrong from a cached"
                                + " statement whose table was altered meanwhile");
    }

    private static void allowForLogin(AllowedParameters.Builder list) {
        list.allow("sslMode", "tlsVersions", "tlsCiphersuites", "fipsCompliantJsse", "serverRSAPublicKeyFile")
                .allow("trustCertificateKeyStoreUrl", "trustCertificateKeyStoreType")
                .allow("trustCertificateKeyStorePassword", "fallbackToSystemTrustStore")
                .allow("clientCertificateKeyStoreUrl", "clientCertificateKeyStoreType")
                .allow("clientCertificateKeyStorePassword", "fallbackToSystemKeyStore")
                .allow("disabledAuthenticationPlugins", "password2", "password3", "ldapServerHostname")
                .allow("passwordCharacterEncoding", "disconnectOnExpiredPasswords")
                .allowWithNote("useSSL", "old; sslMode says the same")
                .allowWithNote("requireSSL", "old; sslMode says the same")
                .allowWithNote("verifyServerCertificate", "old; sslMode says the same")
                .allowWithNote(
                        "allowPublicKeyRetrieval",
                        "needed for caching_sha2_password without TLS; whoever sits between can then learn the password");
    }

    private static AllowedParameters.Builder refuse(AllowedParameters.Builder list) {
        refuseDangerous(list);
        each(list, FETCHING, "useCursorFetch", "defaultFetchSize", "clobberStreamingResults", "maxRows");
        each(list, FETCHING, "netTimeoutForStreamingResults", "holdResultsOpenOverStatementClose");
        each(list, RECONNECT, "autoReconnect", "autoReconnectForPools", "reconnectAtTxEnd", "maxReconnects");
        each(list, SET, "characterSetResults", "forceConnectionTimeZoneToSession", "tinyInt1isBit", "yearIsDateType");
        each(list, SET, "jdbcCompliantTruncation", "sendFractionalSeconds", "useLocalSessionState");
        each(list, SET, "transformedBitIsBoolean", "blobsAreStrings", "noDatetimeStringSync");
        each(list, "use pool.connect-timeout", "connectTimeout");
        each(list, "use statement.timeout; the time limit of the socket follows it", "socketTimeout");
        each(list, "statements are stopped by Cormorant", "queryTimeoutKillsConnection", "enableQueryTimeouts");
        each(
                list,
                "the number of affected rows would leave out rows that were found but not changed",
                "useAffectedRows");
        each(
                list,
                "creating a database is a step of its own, not a side effect of connecting",
                "createDatabaseIfNotExist");
        each(
                list,
                "a stale copy of the server's settings, sql_mode among them, would be used",
                "cacheServerConfiguration");
        each(list, "Connector/J knows it no more: connections always speak UTF-8; remove it", "useUnicode");
        return list;
    }

    private static void refuseDangerous(AllowedParameters.Builder list) {
        each(list, FILES, "allowLoadLocalInfile", "allowLoadLocalInfileInPath", "allowUrlInLocalInfile");
        each(list, "one statement could carry others", "allowMultiQueries");
        each(list, "it runs SQL out of the URL; set it on the server or account", "sessionVariables");
        each(list, CLASSES, "autoDeserialize", "queryInterceptors", "exceptionInterceptors", "socketFactory");
        each(list, CLASSES, "connectionLifecycleInterceptors", "propertiesTransform", "clientInfoProvider");
        each(list, CLASSES, "authenticationPlugins", "defaultAuthenticationPlugin", "profilerEventHandler");
        each(list, CLASSES, "queryInfoCacheFactory", "parseInfoCacheFactory", "serverConfigCacheFactory");
        each(list, CLASSES, "authenticationWebAuthnCallbackHandler", "authenticationOpenidConnectCallbackHandler");
        each(list, CLASSES, "logger", "useConfigs", "loadBalanceExceptionChecker");
        each(list, LOGS, "profileSQL", "traceProtocol", "enablePacketDebug", "autoGenerateTestcaseScript");
        each(list, LOGS, "dumpQueriesOnException", "logSlowQueries", "explainSlowQueries", "useUsageAdvisor");
        each(list, LOGS, "gatherPerfMetrics", "logXaCommands", "includeInnodbStatusInDeadlockExceptions");
        each(list, "the password has a setting of its own", "password1");
    }

    private static void each(AllowedParameters.Builder list, String reason, String... names) {
        for (String name : names) {
            list.refuse(name, reason);
        }
    }

    /** {@return every name that is allowed, or refused for a reason of its own} */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(LIST.allowed().keySet());
        names.addAll(LIST.refused().keySet());
        return names;
    }

    /** Refuses what is not on the list, and values that would lose characters. */
    static void check(DatabaseConfig config) {
        LIST.check(config);
        config.parameters().plain().forEach(Parameters::checkValue);
    }

    private static void checkValue(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean fits =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "characterencoding" ->
                        Set.of("utf8", "utf-8", "utf8mb4").contains(lower);
                    case "connectioncollation" -> lower.startsWith("utf8mb4_");
                    default -> true;
                };
        if (!fits) {
            throw new ConfigurationException(
                    "the MySQL URL parameter or driver property \"" + name
                            + "\" is not allowed with that value: connections speak UTF-8 (utf8mb4), or characters would be lost");
        }
    }
}
