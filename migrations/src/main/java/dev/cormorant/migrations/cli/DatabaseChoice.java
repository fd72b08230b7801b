package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Access;
import dev.cormorant.core.error.FailedOperation;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say which databases: by name, by pattern, or by what a query of the named database gives. */
final class DatabaseChoice {

    private static final String POSTGRES_NAMES =
            "select datname from pg_database where not datistemplate and datallowconn order by 1";
    private static final String MYSQL_NAMES =
            "select schema_name from information_schema.schemata where schema_name not in"
                    + " ('mysql', 'sys', 'information_schema', 'performance_schema') order by 1";

    @Option(
            names = "--database",
            paramLabel = "NAME",
            description = "A database of the server, or an SQLite file; may be repeated.")
    private List<String> names = List.of();

    @Option(
            names = "--match",
            paramLabel = "PATTERN",
            description =
                    "Every database of the server whose name fits, such as tenant_*; for SQLite files: tenants/*.db.")
    private Optional<String> pattern = Optional.empty();

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description =
                    "Every database that a query names in its first column; it is run in the database of the URL.")
    private Optional<String> query = Optional.empty();

    void check() {
        int ways = (names.isEmpty() ? 0 : 1) + (pattern.isPresent() ? 1 : 0) + (query.isPresent() ? 1 : 0);
        if (ways != 1) {
            throw new RefusedException(
                    "which databases: give either --database (as often as needed), --match or --query");
        }
    }

    /** {@return the settings of each; the order is that of the names, or of the query} */
    List<DatabaseConfig> databases(DatabaseConfig server, Surroundings surroundings) throws IOException {
        List<String> chosen = chosen(server, surroundings);
        if (chosen.isEmpty()) {
            throw new RefusedException(
                    pattern.map(fits -> "no database fits " + fits).orElse("the query names no database"));
        }
        List<DatabaseConfig> databases = new ArrayList<>();
        for (String name : chosen) {
            DatabaseConfig database = server.withDatabase(name);
            ConnectionOptions.refuseMissingFile(database);
            databases.add(database);
        }
        return databases;
    }

    private List<String> chosen(DatabaseConfig server, Surroundings surroundings) throws IOException {
        if (query.isPresent()) {
            ConnectionOptions.refuseMissingFile(server);
            return ask(server, surroundings, query.get());
        }
        if (pattern.isEmpty()) {
            return names;
        }
        String scheme = server.url().scheme();
        if (scheme.equals("sqlite")) {
            return files(pattern.get());
        }
        Pattern fits = Pattern.compile(
                Stream.of(pattern.get().split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
        return ask(server, surroundings, scheme.equals("postgresql") ? POSTGRES_NAMES : MYSQL_NAMES).stream()
                .filter(name -> fits.matcher(name).matches())
                .toList();
    }

    private static List<String> ask(DatabaseConfig server, Surroundings surroundings, String sql) {
        try (Database database = LoginOptions.open(server, surroundings, Database::open)) {
            try (Connection connection = database.connection(Access.READ, "list databases");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            } catch (SQLException failed) {
                throw database.translate(failed, FailedOperation.of("list databases", database.label()));
            }
        }
    }

    private static List<String> files(String pattern) throws IOException {
        Path whole = Path.of(pattern);
        Path folder = whole.getParent() == null ? Path.of("") : whole.getParent();
        if (!Files.isDirectory(folder)) {
            throw new RefusedException("--match " + pattern + ": there is no folder " + folder);
        }
        PathMatcher fits = FileSystems.getDefault().getPathMatcher("glob:" + whole.getFileName());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> fits.matches(file.getFileName()) && Files.isRegularFile(file))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }
}
