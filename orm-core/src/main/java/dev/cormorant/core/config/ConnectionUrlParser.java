package dev.cormorant.core.config;

import dev.cormorant.core.error.ConfigurationException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one JDBC URL apart; no message quotes what stands behind the scheme. */
final class ConnectionUrlParser {
    private static final Pattern JDBC = Pattern.compile("jdbc:([a-z][a-z0-9+-]{1,31}):(.*)", Pattern.DOTALL);
    private static final String SQLITE = "sqlite";
    private static final String POSTGRESQL = "postgresql";
    private static final Set<String> MYSQL = Set.of("mysql", "mariadb");

    private final String url;

    ConnectionUrlParser(String url) {
        this.url = url;
    }

    ConnectionUrl parse() {
        checkCharacters();
        Matcher jdbc = JDBC.matcher(url);
        if (!jdbc.matches()) {
            throw new ConfigurationException(
                    "not a JDBC URL: it must begin with jdbc:, a scheme in small letters and ':',"
                            + " such as jdbc:sqlite:, jdbc:postgresql: or jdbc:mysql:");
        }
        String scheme = jdbc.group(1);
        String rest = jdbc.group(2);
        int mark = rest.indexOf('?');
        String place = mark < 0 ? rest : rest.substring(0, mark);
        String query = mark < 0 ? "" : rest.substring(mark + 1);
        refuseMysqlVariants(scheme, place);
        return isNetwork(scheme, place) ? server(scheme, place, query) : opaque(scheme, place, query);
    }

    private void checkCharacters() {
        if (url.isBlank() || !url.strip().equals(url)) {
            throw new ConfigurationException("not a JDBC URL: it is blank, or begins or ends with white space");
        }
        if (url.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException("not a JDBC URL: it holds a control character, such as a line break");
        }
    }

    private static boolean isNetwork(String scheme, String place) {
        return !scheme.equals(SQLITE)
                && (place.startsWith("//") || scheme.equals(POSTGRESQL) || MYSQL.contains(scheme));
    }

    private static void refuseMysqlVariants(String scheme, String place) {
        boolean variant = MYSQL.contains(scheme) && !place.startsWith("//");
        boolean serviceLookup = scheme.startsWith("mysql+") || scheme.startsWith("mariadb+");
        if (variant || serviceLookup) {
            throw UrlMistake.of(
                    scheme,
                    "load balancing, replication, service look-up and other forms are not supported; write jdbc:"
                            + scheme.replaceAll("[+].*", "") + "://host:port/database");
        }
        // A password may stand inside the key-value forms, so they are recognised before anything is split.
        boolean keyValue = place.startsWith("//address=")
                || place.startsWith("//(")
                || place.contains("@address=")
                || place.contains("@(");
        if (MYSQL.contains(scheme) && keyValue) {
            throw UrlMistake.of(
                    scheme,
                    "hosts as key-value pairs are not supported; write jdbc:" + scheme + "://host:port/database");
        }
    }

    private static ConnectionUrl server(String scheme, String place, String query) {
        if (!place.startsWith("//")) {
            Location shortForm = ServerParser.shortForm(scheme, place);
            return withParameters(scheme, shortForm, Credentials.none(), query);
        }
        int slash = place.indexOf('/', 2);
        String authority = slash < 0 ? place.substring(2) : place.substring(2, slash);
        int at = authority.lastIndexOf('@');
        Credentials credentials =
                at < 0 ? Credentials.none() : ServerParser.userInfo(scheme, authority.substring(0, at));
        Location location = ServerParser.server(
                scheme,
                authority.substring(at + 1),
                slash < 0 ? Optional.empty() : Optional.of(place.substring(slash + 1)),
                scheme.equals(POSTGRESQL));
        return withParameters(scheme, location, credentials, query);
    }

    private static ConnectionUrl opaque(String scheme, String place, String query) {
        Location location = scheme.equals(SQLITE) ? OpaqueParser.file(scheme, place) : OpaqueParser.text(scheme, place);
        return withParameters(scheme, location, Credentials.none(), query);
    }

    private static ConnectionUrl withParameters(String scheme, Location location, Credentials userInfo, String query) {
        ParameterParser parameters = new ParameterParser(scheme, !scheme.equals(SQLITE));
        parameters.read(query);
        return new ConnectionUrl(scheme, location, parameters.credentials(userInfo), parameters.properties());
    }
}
