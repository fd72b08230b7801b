package dev.cormorant.migrations.internal.journal;

import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the catalog whether one definition has taken effect. What the script wrote so that it may run twice, and what
 * has the same effect the second time, counts as absent: it is run again.
 */
public final class DefinitionPresence implements Standings.Check {

    private static final String NAME = "((?:[^ ,()]+ \\. )?[^ ,()]+)";
    private static final Pattern REPEATABLE = Pattern.compile(
            "(create or replace|create (?:[a-z]+ )*?[a-z]+ if not exists|drop [a-z ]+? if exists|truncate|grant|revoke|analyze|"
                    + "optimize|comment|vacuum|reindex|refresh|cluster|flush|checkpoint|alter system|rename if exists)\\b.*",
            Pattern.DOTALL);
    private static final Pattern CREATE_TABLE = Pattern.compile("create table " + NAME + "(.*)", Pattern.DOTALL);
    private static final Pattern CREATE_INDEX = Pattern.compile(
            "create (?:(?:unique|fulltext|spatial) )?index (?:concurrently )?(?:if not exists )?" + NAME
                    + " (?:using \\w+ )?on (?:only )?" + NAME + " .*",
            Pattern.DOTALL);
    private static final Pattern DROP_INDEX = Pattern.compile(
            "drop index (?:concurrently )?(?:if exists )?" + NAME + "(?: on " + NAME + ")?(?: .*)?", Pattern.DOTALL);
    private static final Pattern CREATE_OTHER = Pattern.compile(
            "create (?:.* )?(view|trigger|procedure|function|event|sequence|schema|database) " + NAME + "(?: .*)?",
            Pattern.DOTALL);
    private static final Pattern DROP_OTHER =
            Pattern.compile("drop (table|view|trigger|procedure|function|event|sequence|schema|database) "
                    + "([^ ,()]+(?: \\. [^ ,()]+)?(?: , [^ ,()]+(?: \\. [^ ,()]+)?)*)(?: restrict| cascade)?");
    private static final Pattern RENAME_TABLE = Pattern.compile("rename table " + NAME + " to " + NAME);
    private static final Pattern ALTER_TABLE =
            Pattern.compile("alter (?:online |ignore )*table " + NAME + " (.*)", Pattern.DOTALL);
    private static final Pattern ADD_VALUE = Pattern.compile(
            "alter type " + NAME + " add value (?:if not exists )?('(?:[^']|'')*')(?: .*)?", Pattern.DOTALL);

    private final Catalog catalog;
    private final Syntax syntax;

    /**
     * A reader on a connection.
     *
     * @param connection stays open and belongs to the caller
     * @param syntax how its database reads
     */
    public DefinitionPresence(Connection connection, Syntax syntax) {
        this.catalog = new Catalog(connection, syntax);
        this.syntax = syntax;
    }

    @Override
    public Presence of(StatementText statement) throws SQLException {
        ScriptStatement parsed = statement.parsed();
        String sql = parsed.normalized();
        if (statement.sql().length() >= StatementText.LONGEST) {
            return Presence.UNKNOWN;
        }
        // Before the rest: IF NOT EXISTS would be content with an invalid index.
        Presence index = syntax == Syntax.POSTGRES ? postgresIndex(sql) : Presence.UNKNOWN;
        if (index != Presence.UNKNOWN) {
            return index;
        }
        if (REPEATABLE.matcher(sql).matches() && !parsed.tokens().contains("select")) {
            return Presence.ABSENT;
        }
        // Definitions of SQLite are in a transaction with their row of the journal.
        return syntax == Syntax.MYSQL ? mysql(sql, parsed) : Presence.UNKNOWN;
    }

    private Presence postgresIndex(String sql) throws SQLException {
        Matcher index = CREATE_INDEX.matcher(sql);
        if (index.matches()) {
            String table = index.group(2);
            // An index is in the schema of its table.
            String schema = table.contains(" . ") ? table.substring(0, table.indexOf(" . ") + 3) : "";
            return there(catalog.validIndex(schema + index.group(1)));
        }
        Matcher drop = DROP_INDEX.matcher(sql);
        if (drop.matches()) {
            return there(!catalog.validIndex(drop.group(1)));
        }
        Matcher value = ADD_VALUE.matcher(sql);
        return value.matches() ? there(catalog.enumValue(value.group(1), value.group(2))) : Presence.UNKNOWN;
    }

    private Presence mysql(String sql, ScriptStatement parsed) throws SQLException {
        Matcher table = CREATE_TABLE.matcher(sql);
        if (table.matches()) {
            // The rows of CREATE TABLE … SELECT come after the table, on MariaDB and old servers of MySQL.
            boolean filled = parsed.tokens().contains("select");
            return !catalog.table(table.group(1)) ? Presence.ABSENT : filled ? Presence.UNKNOWN : Presence.THERE;
        }
        Matcher index = CREATE_INDEX.matcher(sql);
        if (index.matches()) {
            return there(catalog.index(index.group(2), index.group(1)));
        }
        Matcher drop = DROP_INDEX.matcher(sql);
        if (drop.matches() && drop.group(2) != null) {
            return there(!catalog.index(drop.group(2), drop.group(1)));
        }
        Matcher alter = ALTER_TABLE.matcher(sql);
        if (alter.matches()) {
            int head = 2 + alter.group(1).split(" ", -1).length;
            return new TableChanges(catalog, alter.group(1)).presence(actions(parsed.tokens(), head));
        }
        return mysqlObject(sql);
    }

    private Presence mysqlObject(String sql) throws SQLException {
        Matcher rename = RENAME_TABLE.matcher(sql);
        if (rename.matches()) {
            boolean renamed = catalog.table(rename.group(2));
            return renamed == catalog.table(rename.group(1)) ? Presence.UNKNOWN : there(renamed);
        }
        Matcher drop = DROP_OTHER.matcher(sql);
        if (drop.matches()) {
            return dropped(drop.group(1), drop.group(2).split(" , ", -1));
        }
        Matcher create = CREATE_OTHER.matcher(sql);
        return create.matches() ? there(catalog.object(create.group(1), create.group(2))) : Presence.UNKNOWN;
    }

    private Presence dropped(String kind, String[] names) throws SQLException {
        int left = 0;
        for (String name : names) {
            left += catalog.object(kind, name) ? 1 : 0;
        }
        return left == 0 ? Presence.THERE : left == names.length ? Presence.ABSENT : Presence.UNKNOWN;
    }

    /** Splits what follows the name of the table at the commas that stand in no parentheses. */
    private static List<String> actions(List<String> tokens, int from) {
        List<String> actions = new ArrayList<>();
        List<String> action = new ArrayList<>();
        int depth = 0;
        for (String token : tokens.subList(Math.min(from, tokens.size()), tokens.size())) {
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
            if (token.equals(",") && depth == 0) {
                actions.add(String.join(" ", action));
                action.clear();
            } else {
                action.add(token);
            }
        }
        actions.add(String.join(" ", action));
        return actions;
    }

    static Presence there(boolean there) {
        return there ? Presence.THERE : Presence.ABSENT;
    }
}
