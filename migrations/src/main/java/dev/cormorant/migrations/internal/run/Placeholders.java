package dev.cormorant.migrations.internal.run;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * The values of Flyway's own placeholders, which count in the checksums of repeatable scripts. Flyway does not show a resolver
 * where it keeps them, but it fills them into every script that it is asked to read.
 */
final class Placeholders {

    /** Those that only the database knows. */
    private static final List<String> OF_THE_DATABASE = List.of("defaultSchema", "database", "user");

    private Placeholders() {}

    static ParsingContext of(MigrationResolver.Context context) {
        Configuration configuration = context.configuration;
        ParsingContext parsing = new ParsingContext();
        Map<String, String> values = parsing.getPlaceholders();
        for (String name : OF_THE_DATABASE) {
            read(context, name).ifPresent(value -> values.put(key(name, configuration), value));
        }
        String folder = configuration.getWorkingDirectory();
        values.put(key("workingDirectory", configuration), folder == null ? System.getProperty("user.dir") : folder);
        values.put(key("table", configuration), configuration.getTable());
        values.put(key("environment", configuration), configuration.getCurrentEnvironmentName());
        values.put(
                key("timestamp", configuration),
                LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")));
        return parsing;
    }

    private static String key(String name, Configuration configuration) {
        return "flyway" + configuration.getPlaceholderSeparator() + name;
    }

    private static Optional<String> read(MigrationResolver.Context context, String name) {
        Configuration configuration = context.configuration;
        String placeholder =
                configuration.getPlaceholderPrefix() + key(name, configuration) + configuration.getPlaceholderSuffix();
        String before = "select '";
        try {
            SqlStatementIterator statements = context.sqlScriptFactory
                    .createSqlScript(new StringResource(before + placeholder + "'"), true, context.resourceProvider)
                    .getSqlStatements();
            SqlStatement statement = statements.next();
            statements.close();
            return Optional.of(statement
                    .getSql()
                    .substring(before.length(), statement.getSql().length() - 1));
        } catch (FlywayException unknown) {
            // Not every database has each of them; a script that uses one fails when it is read.
            return Optional.empty();
        }
    }
}
