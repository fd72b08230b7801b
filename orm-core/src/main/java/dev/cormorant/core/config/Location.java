package dev.cormorant.core.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The part of a JDBC URL between the scheme and the parameters, free of credentials. */
sealed interface Location {
    /** As it stands in the URL. */
    String text();

    /** As much of it as may be shown: nothing that looks like a parameter which lost its {@code ?} or {@code =}. */
    String shown();

    /** The database, if it may be shown. */
    default Optional<String> shownDatabase() {
        return database().filter(name -> !Redaction.isSecretName(DefaultName.lastPart(name)));
    }

    /** The same text for the same database. */
    String place(int defaultPort);

    Optional<String> host();

    OptionalInt port();

    Optional<String> database();

    /**
     * A server on the network.
     *
     * @param authority everything in front of the database, such as {@code //localhost:5432}; empty in the short form
     * @param host the first host, an IPv6 address without its brackets
     * @param port the first host's port
     * @param database the decoded name
     */
    record Server(String authority, Optional<String> host, OptionalInt port, Optional<String> database)
            implements Location {
        @Override
        public String text() {
            // The slash stays without a database too: PostgreSQL's driver refuses "//host" and takes "//host/".
            return authority + separator() + database.map(PercentCode::encode).orElse("");
        }

        @Override
        public String shown() {
            return database().equals(shownDatabase()) ? text() : authority + separator() + Redaction.HIDDEN;
        }

        @Override
        public String place(int defaultPort) {
            String hosts = authority.length() <= 2 ? "localhost" : authority.substring(2);
            return Arrays.stream(hosts.toLowerCase(Locale.ROOT).split(",", -1))
                    .map(each -> withPort(each, defaultPort))
                    .collect(Collectors.joining(",", "//", "/" + database.orElse("")));
        }

        private static String withPort(String text, int defaultPort) {
            if (text.startsWith(":")) {
                return "localhost" + text;
            }
            // The colons of an IPv6 address are inside of brackets.
            return text.indexOf(':', text.lastIndexOf(']') + 1) >= 0 ? text : text + ":" + defaultPort;
        }

        private String separator() {
            return authority.isEmpty() ? "" : "/";
        }
    }

    /**
     * A file, or whatever else one driver alone understands.
     *
     * @param text the text as given
     * @param file whether it is known to be a file; other text may hold a password in its driver's own way
     */
    record Opaque(String text, boolean file) implements Location {
        @Override
        public String place(int defaultPort) {
            return text;
        }

        @Override
        public String shown() {
            return database().equals(shownDatabase()) ? text : Redaction.HIDDEN;
        }

        @Override
        public Optional<String> shownDatabase() {
            return file ? Location.super.shownDatabase() : Optional.empty();
        }

        @Override
        public Optional<String> host() {
            return Optional.empty();
        }

        @Override
        public OptionalInt port() {
            return OptionalInt.empty();
        }

        @Override
        public Optional<String> database() {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }
}
