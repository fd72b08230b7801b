package dev.cormorant.migrations.internal.run;

import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** A script as Flyway's executor sees it while one of its statements is run. */
final class OneStatement extends ScriptView {

    private final SqlStatement statement;

    OneStatement(SqlScript script, SqlStatement statement) {
        super(script);
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
