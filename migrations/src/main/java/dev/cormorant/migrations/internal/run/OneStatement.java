package dev.cormorant.migrations.internal.run;

import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** A script as Flyway's executor sees it while one of its statements is run. */
final class OneStatement implements SqlScript {

    private final SqlScript script;
    private final SqlStatement statement;

    OneStatement(SqlScript script, SqlStatement statement) {
        this.script = script;
        this.statement = statement;
    }

    @Override
    public SqlStatementIterator getSqlStatements() {
        return new Once(statement);
    }

    @Override
    public int getSqlStatementCount() {
        return 1;
    }

    @Override
    public Collection<SqlScript> getReferencedSqlScripts() {
        return List.of();
    }

    @Override
    public LoadableResource getResource() {
        return script.getResource();
    }

    @Override
    public boolean executeInTransaction() {
        return script.executeInTransaction();
    }

    @Override
    public boolean shouldExecute() {
        return script.shouldExecute();
    }

    @Override
    public boolean placeholderReplacement() {
        return script.placeholderReplacement();
    }

    @Override
    public void validate() {
        script.validate();
    }

    @Override
    public boolean includeReferencedScriptsInChecksum() {
        return script.includeReferencedScriptsInChecksum();
    }

    @Override
    public int compareTo(SqlScript other) {
        return script.compareTo(other);
    }

    /** Flyway asks until it is given null. */
    private static final class Once implements SqlStatementIterator {

        private @Nullable SqlStatement left;

        Once(SqlStatement statement) {
            this.left = statement;
        }

        @Override
        public boolean hasNext() {
            return left != null;
        }

        @Override
        @SuppressWarnings("NullAway") // The end is null here, against what Iterator says.
        public SqlStatement next() {
            SqlStatement next = left;
            left = null;
            return next;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
