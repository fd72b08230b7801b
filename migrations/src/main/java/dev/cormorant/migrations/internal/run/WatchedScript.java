package dev.cormorant.migrations.internal.run;

import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;

/** A script that tells when Flyway's executor takes its next statement. */
final class WatchedScript extends ScriptView {

    private final ScriptProgress progress;

    WatchedScript(SqlScript script, ScriptProgress progress) {
        super(script);
        this.progress = progress;
    }

    @Override
    public SqlStatementIterator getSqlStatements() {
        return new Watched(script.getSqlStatements());
    }

    @Override
    public int getSqlStatementCount() {
        return script.getSqlStatementCount();
    }

    /** Flyway asks until it is given null. */
    private final class Watched implements SqlStatementIterator {

        private final SqlStatementIterator statements;
        private int number;

        Watched(SqlStatementIterator statements) {
            this.statements = statements;
        }

        @Override
        public boolean hasNext() {
            return statements.hasNext();
        }

        @Override
        public @Nullable SqlStatement next() {
            SqlStatement next = statements.next();
            if (next != null) {
                number++;
                progress.statement(script.getResource().getRelativePath(), number, script.getSqlStatementCount());
            }
            return next;
        }

        @Override
        public void close() {
            statements.close();
        }
    }
}
