package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.journal.StatementText;
import dev.cormorant.migrations.internal.script.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * A script as Flyway has split it, with its placeholders filled in.
 *
 * @param script its name in the history
 * @param checksum Flyway's
 * @param flyway its statements as Flyway runs them
 * @param statements the same as the journal sees them
 */
public record ScriptText(String script, int checksum, List<SqlStatement> flyway, List<StatementText> statements) {

    static ScriptText of(SqlScript script, int checksum, Syntax syntax) {
        List<SqlStatement> flyway = new ArrayList<>();
        List<StatementText> statements = new ArrayList<>();
        SqlStatementIterator all = script.getSqlStatements();
        try {
            // Flyway's iterators end with null; hasNext() is not there in all of them.
            for (SqlStatement next = all.next(); next != null; next = all.next()) {
                flyway.add(next);
                statements.add(StatementText.of(next.getLineNumber(), next.getSql(), syntax));
            }
        } finally {
            all.close();
        }
        return new ScriptText(script.getResource().getRelativePath(), checksum, flyway, statements);
    }
}
