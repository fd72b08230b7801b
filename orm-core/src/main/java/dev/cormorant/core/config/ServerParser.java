package dev.cormorant.core.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads user-info, hosts and database of a network URL. It is strict on raw characters, because a password with a raw
 * {@code /}, {@code ?} or {@code :} would otherwise come out as a port, a database or a parameter and be shown.
 */
final class ServerParser {
    private static final Pattern HOST =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9_.-]+)?)]|([A-Za-z0-9._-]*))" + "(?::([0-9]{1,5}))?");
    private static final Pattern DATABASE = Pattern.compile("(?:[\\p{L}\\p{N}_.~$-]|%[0-9A-Fa-f]{2})*");

    private ServerParser() {}

    /** PostgreSQL's {@code jdbc:postgresql:database} on the local host. */
    static Location shortForm(String scheme, String database) {
        return new Location.Server("", Optional.empty(), OptionalInt.empty(), database(scheme, database));
    }

    static Location server(String scheme, String hosts, Optional<String> path, boolean severalHosts) {
        String[] each = hosts.split(",", -1);
        if (each.length > 1 && !severalHosts) {
            throw UrlMistake.of(
                    scheme, "several hosts are not supported; write one host:port, and " + UrlMistake.ENCODE);
        }
        Matcher first = host(scheme, each[0], each.length > 1);
        for (String other : each) {
            host(scheme, other, each.length > 1);
        }
        Optional<String> name = Optional.ofNullable(first.group(1) != null ? first.group(1) : first.group(2))
                .filter(text -> !text.isEmpty());
        String port = first.group(3);
        return new Location.Server(
                "//" + hosts,
                name,
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)),
                path.flatMap(text -> database(scheme, text)));
    }

    private static Matcher host(String scheme, String text, boolean named) {
        Matcher host = HOST.matcher(text);
        if (!host.matches() || (named && text.isEmpty())) {
            throw UrlMistake.of(
                    scheme,
                    "host or port is malformed: write host, host:port or [IPv6]:port with a numeric port; "
                            + UrlMistake.ENCODE);
        }
        String port = host.group(3);
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            throw UrlMistake.of(scheme, "the port must be 1 to 65535");
        }
        return host;
    }

    private static Optional<String> database(String scheme, String text) {
        if (!DATABASE.matcher(text).matches()) {
            throw UrlMistake.of(
                    scheme,
                    "the database is malformed: other characters than letters, digits and _ . ~ $ - must be"
                            + " percent-encoded, and only one '/' may follow the host; "
                            + UrlMistake.ENCODE);
        }
        String name = decoded(scheme, "database", text);
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** The text in front of the last {@code @}. */
    static Credentials userInfo(String scheme, String text) {
        if (text.indexOf('@') >= 0 && text.indexOf(',', text.indexOf('@')) >= 0) {
            throw UrlMistake.of(
                    scheme, "a user may stand in front of the first host only; " + UrlMistake.ENCODE + ", ',' too");
        }
        int colon = text.indexOf(':');
        String rawUser = colon < 0 ? text : text.substring(0, colon);
        String user = decoded(scheme, "user", rawUser);
        // A user with such a character is nearly always a password that lost its separator, and users are shown.
        if (user.isEmpty() || rawUser.indexOf('@') >= 0 || user.indexOf(':') >= 0) {
            throw UrlMistake.of(scheme, "the user in front of ':' is empty or holds '@' or ':'; " + UrlMistake.ENCODE);
        }
        Secret password = colon < 0 ? Secret.none() : Secret.of(decoded(scheme, "password", text.substring(colon + 1)));
        return new Credentials(Optional.of(user), password);
    }

    /** The decoded text of one part. */
    static String decoded(String scheme, String part, String text) {
        return PercentCode.decode(text)
                .filter(decoded -> decoded.chars().noneMatch(Character::isISOControl) || part.equals("password"))
                .orElseThrow(() -> UrlMistake.of(
                        scheme,
                        "the " + part + " is not percent-encoded UTF-8: write a literal '%' as %25, and no control"
                                + " characters"));
    }
}
