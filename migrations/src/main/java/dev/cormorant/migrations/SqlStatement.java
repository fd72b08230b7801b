package dev.cormorant.migrations;

import dev.cormorant.migrations.internal.script.ScriptParser;
import java.util.List;

/**
 * A statement of an SQL script, told apart from its neighbours as the runner of migrations does it: quotes, comments, dollar quotes
 * and bodies of routines are known.
 *
 * @param line where its first word stands in the script, from 1
 * @param text as it is written, without the semicolon at its end and without what stands before its first word
 * @param words the same for looking at: in lower case but for quoted names, one blank between them, without comments, and with empty
 *     literals
 */
public record SqlStatement(int line, String text, String words) {

    /**
     * Splits a script.
     *
     * @param script its text
     * @param driver the name of the driver of its database, of {@code Database.driver()}: {@code sqlite}, {@code mysql}; any other
     *     name reads as PostgreSQL does
     * @return its statements in order; empty if there are comments at most
     */
    public static List<SqlStatement> of(String script, String driver) {
        return ScriptParser.parse(script, InterruptedRuns.syntax(driver)).stream()
                .map(statement -> new SqlStatement(statement.line(), statement.text(), statement.bare()))
                .toList();
    }
}
