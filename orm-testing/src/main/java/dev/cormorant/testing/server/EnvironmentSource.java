package dev.cormorant.testing.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that somebody else runs, given by its URL in the environment, with an account that may create databases.
 *
 * @param settings where the URL is looked up
 */
record EnvironmentSource(ServerSettings settings) implements ServerSource {
    private static final Pattern URL =
            Pattern.compile("jdbc:(postgresql|mysql|mariadb)://([^/:?]+|\\[[^]]+])(?::(\\d+))?(?:/[^?]*)?(?:\\?(.*))?");

    @Override
    public String name() {
        return "environment";
    }

    @Override
    public TestServer start(ServerKind kind) throws RefusedException {
        String setting = "orm.test." + kind.id() + ".url";
        String variable = ServerSettings.variableOf(setting);
        String url = settings.text(setting).orElseThrow(() -> new RefusedException(variable + " is not set"));
        Matcher parts = URL.matcher(url);
        // The URL itself is never repeated: it may hold a password.
        if (!parts.matches() || parts.group(1).equals("postgresql") != kind.isPostgres()) {
            throw new RefusedException(
                    variable + " is not of the form jdbc:" + kind.jdbcScheme() + "://host:port/database");
        }
        try {
            return TestServer.open(
                    address(kind, parts), "URL in " + variable, Optional.empty(), TestServer::dropDatabases);
        } catch (RefusedException e) {
            throw new RefusedException("the server in " + variable + " cannot be used: " + e.reason());
        }
    }

    private static List<String> parametersOf(Matcher url) {
        return Pattern.compile("&")
                .splitAsStream(Optional.ofNullable(url.group(4)).orElse(""))
                .toList();
    }

    private ServerAddress address(ServerKind kind, Matcher url) {
        int port = Optional.ofNullable(url.group(3)).map(Integer::parseInt).orElse(kind.isPostgres() ? 5432 : 3306);
        List<String> parameters = new ArrayList<>();
        String user = kind.isPostgres() ? "postgres" : "root";
        String password = "";
        for (String parameter : parametersOf(url)) {
            if (parameter.startsWith("user=")) {
                user = parameter.substring("user=".length());
            } else if (parameter.startsWith("password=")) {
                password = parameter.substring("password=".length());
            } else if (!parameter.isEmpty()) {
                parameters.add(parameter);
            }
        }
        return new ServerAddress(
                kind,
                url.group(2),
                port,
                parameters.isEmpty() ? "" : "?" + String.join("&", parameters),
                settings.text("orm.test." + kind.id() + ".user").orElse(user),
                settings.text("orm.test." + kind.id() + ".password").orElse(password));
    }
}
