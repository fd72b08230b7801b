package dev.cormorant.migrations.internal.journal;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The actions of one ALTER TABLE of MySQL or MariaDB, which take effect together: the first that can be seen tells of all. */
final class TableChanges {

    private static final String NAME = "([^ ,()]+)";
    private static final Pattern ADD_INDEX =
            Pattern.compile("add (?:(?:unique|fulltext|spatial) )?(?:index|key) " + NAME + " .*", Pattern.DOTALL);
    private static final Pattern ADD_UNIQUE = Pattern.compile("add unique " + NAME + " \\(.*", Pattern.DOTALL);
    private static final Pattern ADD_CONSTRAINT = Pattern.compile("add constraint " + NAME + " .*", Pattern.DOTALL);
    private static final Pattern ADD_COLUMN = Pattern.compile(
            "add (?:column )?(?!constraint |primary |foreign |unique |index |key |fulltext |spatial |check "
                    + "|partition |if |column )" + NAME + " .*",
            Pattern.DOTALL);
    private static final Pattern DROP_INDEX = Pattern.compile("drop (?:index|key) " + NAME);
    private static final Pattern DROP_CONSTRAINT = Pattern.compile("drop (?:constraint|foreign key|check) " + NAME);
    private static final Pattern DROP_COLUMN = Pattern.compile(
            "drop (?:column )?(?!primary |partition |if |index |key |constraint |foreign |check )" + NAME);
    private static final Pattern RENAME_TABLE = Pattern.compile("rename (?:to |as )?((?:[^ ,()]+ \\. )?[^ ,()]+)");
    private static final Pattern RENAME_PART = Pattern.compile("rename (column|index|key) " + NAME + " to " + NAME);
    private static final Pattern CHANGE_COLUMN = Pattern.compile("change (?:column )?" + NAME + " " + NAME + " .*");
    private static final Pattern SAME_AGAIN = Pattern.compile(
            "(modify|alter|engine|convert to|comment|row_format|auto_increment|default|charset|character set|collate|order by|"
                    + "algorithm|lock|force|add (?:[a-z]+ )*?if not exists|drop (?:[a-z]+ )*?if exists)\\b.*",
            Pattern.DOTALL);

    private final Catalog catalog;
    private final String table;

    TableChanges(Catalog catalog, String table) {
        this.catalog = catalog;
        this.table = table;
    }

    Presence presence(List<String> actions) throws SQLException {
        Set<Presence> seen = EnumSet.noneOf(Presence.class);
        for (String action : actions) {
            if (!SAME_AGAIN.matcher(action).matches()) {
                seen.add(one(action));
            }
        }
        if (seen.contains(Presence.THERE) && seen.contains(Presence.ABSENT)) {
            // Dropped and added under one name, for instance.
            return Presence.UNKNOWN;
        }
        if (seen.size() > 1) {
            seen.remove(Presence.UNKNOWN);
        }
        return seen.isEmpty() ? Presence.ABSENT : seen.iterator().next();
    }

    private Presence one(String action) throws SQLException {
        Matcher part = RENAME_PART.matcher(action);
        if (part.matches()) {
            return renamed(part.group(1).equals("column"), part.group(2), part.group(3));
        }
        Matcher change = CHANGE_COLUMN.matcher(action);
        if (change.matches()) {
            return change.group(1).equalsIgnoreCase(change.group(2))
                    ? Presence.ABSENT
                    : renamed(true, change.group(1), change.group(2));
        }
        Matcher rename = RENAME_TABLE.matcher(action);
        if (rename.matches()) {
            boolean there = catalog.table(rename.group(1));
            return there == catalog.table(table) ? Presence.UNKNOWN : DefinitionPresence.there(there);
        }
        return action.startsWith("add ") ? added(action) : removed(action);
    }

    private Presence renamed(boolean column, String before, String after) throws SQLException {
        boolean isAfter = column ? catalog.column(table, after) : catalog.index(table, after);
        boolean isBefore = column ? catalog.column(table, before) : catalog.index(table, before);
        return isAfter == isBefore ? Presence.UNKNOWN : DefinitionPresence.there(isAfter);
    }

    private Presence added(String action) throws SQLException {
        if (action.startsWith("add primary key")) {
            return DefinitionPresence.there(catalog.index(table, "PRIMARY"));
        }
        for (Pattern index : List.of(ADD_INDEX, ADD_UNIQUE)) {
            Matcher added = index.matcher(action);
            if (added.matches()) {
                return DefinitionPresence.there(catalog.index(table, added.group(1)));
            }
        }
        Matcher constraint = ADD_CONSTRAINT.matcher(action);
        if (constraint.matches()) {
            return DefinitionPresence.there(catalog.constraint(table, constraint.group(1)));
        }
        Matcher column = ADD_COLUMN.matcher(action);
        return column.matches() ? DefinitionPresence.there(catalog.column(table, column.group(1))) : Presence.UNKNOWN;
    }

    private Presence removed(String action) throws SQLException {
        if (action.equals("drop primary key")) {
            return DefinitionPresence.there(!catalog.index(table, "PRIMARY"));
        }
        Matcher index = DROP_INDEX.matcher(action);
        if (index.matches()) {
            return DefinitionPresence.there(!catalog.index(table, index.group(1)));
        }
        Matcher constraint = DROP_CONSTRAINT.matcher(action);
        if (constraint.matches()) {
            return DefinitionPresence.there(!catalog.constraint(table, constraint.group(1)));
        }
        Matcher column = DROP_COLUMN.matcher(action);
        return column.matches() ? DefinitionPresence.there(!catalog.column(table, column.group(1))) : Presence.UNKNOWN;
    }
}
