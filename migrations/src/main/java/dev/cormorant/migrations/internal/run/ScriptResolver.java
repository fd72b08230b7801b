package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.ClassProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resolver.java.ScanningJavaMigrationResolver;
import org.flywaydb.core.internal.resolver.script.ScriptMigrationResolver;
import org.flywaydb.core.internal.resolver.sql.SqlMigrationResolver;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlScriptExecutor;

/**
 * Finds all that Flyway's own resolvers find, with Flyway's names and checksums; only that the SQL scripts are run by a {@link
 * JournalingExecutor}. Flyway is to be told to leave its own resolvers out. For one run of Flyway, on one thread.
 */
public final class ScriptResolver implements MigrationResolver {

    private final ClassProvider<JavaMigration> classes;
    private final Syntax syntax;
    private final Collection<String> wanted;
    private final boolean journaled;
    private final ScriptProgress progress;
    private final Map<String, Integer> checksums = new HashMap<>();
    private final Optional<Trial> trial;
    private final Map<String, ScriptText> texts = new HashMap<>();
    private final Set<String> outsideOfTransactions = new HashSet<>();

    /**
     * A resolver.
     *
     * @param classes the Java migrations
     * @param syntax how the database reads
     * @param wanted scripts whose statements are asked for afterwards, by their names in the history
     * @param trial what notes the outcomes, if the scripts are only tried
     * @param journaled whether what no transaction holds together is run with the journal
     * @param progress is told of each statement
     */
    public ScriptResolver(
            ClassProvider<JavaMigration> classes,
            Syntax syntax,
            Collection<String> wanted,
            Optional<Trial> trial,
            boolean journaled,
            ScriptProgress progress) {
        this.trial = trial;
        this.journaled = journaled;
        this.progress = progress;
        this.classes = classes;
        this.syntax = syntax;
        this.wanted = List.copyOf(wanted);
    }

    @Override
    public Collection<ResolvedMigration> resolveMigrations(Context context) {
        Configuration configuration = context.configuration;
        ParsingContext placeholders = Placeholders.of(context);
        SqlMigrationResolver sql = new SqlMigrationResolver(
                context.resourceProvider,
                (connection, undo, batch, output) -> executor(
                        context.sqlScriptExecutorFactory.createSqlScriptExecutor(connection, undo, batch, output),
                        connection),
                context.sqlScriptFactory,
                configuration,
                placeholders);
        List<ResolvedMigration> found = new ArrayList<>(sql.resolveMigrations(context));
        for (ResolvedMigration script : found) {
            checksums.put(
                    script.getScript(),
                    Optional.ofNullable(script.getChecksum()).orElse(0));
        }
        readWanted(context);
        found.addAll(new ScanningJavaMigrationResolver(classes, configuration).resolveMigrations(context));
        for (MigrationResolver plugin : configuration.getPluginRegister().getInstancesOf(MigrationResolver.class)) {
            found.addAll(plugin.resolveMigrations(context));
        }
        found.addAll(new ScriptMigrationResolver<>(
                        context.resourceProvider, configuration, placeholders, context.statementInterceptor)
                .resolveMigrations(context));
        return found;
    }

    private SqlScriptExecutor executor(SqlScriptExecutor flyway, Connection connection) {
        return trial.map(trying -> trying.executor(flyway))
                .orElseGet(() -> journaled
                        ? new JournalingExecutor(flyway, connection, syntax, this::checksum, progress)
                        : flyway);
    }

    private int checksum(String script) {
        return checksums.getOrDefault(script, 0);
    }

    private void readWanted(Context context) {
        Configuration configuration = context.configuration;
        for (String prefix :
                List.of(configuration.getSqlMigrationPrefix(), configuration.getRepeatableSqlMigrationPrefix())) {
            for (LoadableResource resource :
                    context.resourceProvider.getResources(prefix, configuration.getSqlMigrationSuffixes())) {
                if (wanted.contains(resource.getRelativePath())) {
                    SqlScript script = context.sqlScriptFactory.createSqlScript(
                            resource, configuration.isMixed(), context.resourceProvider);
                    texts.put(
                            resource.getRelativePath(),
                            ScriptText.of(script, checksum(resource.getRelativePath()), syntax));
                    if (!script.executeInTransaction()) {
                        outsideOfTransactions.add(resource.getRelativePath());
                    }
                }
            }
        }
    }

    /**
     * The statements of a script that was asked for.
     *
     * @param script its name in the history
     * @return its statements with placeholders filled in; empty if there is no such script
     */
    public Optional<List<StatementText>> statements(String script) {
        return text(script).map(ScriptText::statements);
    }

    /**
     * A script that was asked for, as Flyway has split it.
     *
     * @param script its name in the history
     * @return the script with placeholders filled in; empty if there is no such script
     */
    public Optional<ScriptText> text(String script) {
        return Optional.ofNullable(texts.get(script));
    }

    /**
     * Whether a script that was asked for runs in a transaction.
     *
     * @param script its name in the history
     * @return whether Flyway begins one for it
     */
    public boolean isInTransaction(String script) {
        return !outsideOfTransactions.contains(script);
    }
}
