package dev.cormorant.migrations.lint;

import dev.cormorant.migrations.internal.script.ScriptStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A script as the rules see it: its statements, and which tables are new in it, which nobody can be using. */
final class LintScript {

    private static final String NAME = "((?:[^ .,()]+ \\. )*[^ .,()]+)";
    private static final Pattern CREATED = Pattern.compile(
            "create (?:(?:global|local) )?(?:temporary |temp |unlogged )?table (?:if not exists )?" + NAME + ".*");
    private static final Pattern ALTERED = Pattern.compile("alter table (?:if exists )?(?:only )?" + NAME + " (.*)");
    private static final Pattern INDEXED =
            Pattern.compile("create .*?index .*? ?on (?:only )?" + NAME + "(?: using \\w+)? \\(.*");

    private final List<ScriptStatement> statements;
    private final Set<String> created = new HashSet<>();

    LintScript(List<ScriptStatement> statements) {
        this.statements = statements;
        for (ScriptStatement statement : statements) {
            Matcher table = CREATED.matcher(statement.bare());
            if (table.matches()) {
                created.add(plain(table.group(1)));
            }
        }
    }

    List<ScriptStatement> statements() {
        return statements;
    }

    /** {@return the parts of an ALTER TABLE of a table that was there before; empty for any other statement} */
    List<String> changes(ScriptStatement statement) {
        Matcher altered = ALTERED.matcher(statement.bare());
        return altered.matches() && !isNew(altered.group(1)) ? parts(altered.group(2)) : List.of();
    }

    /** {@return whether the statement makes an index on a table that was there before} */
    boolean indexesAnOldTable(ScriptStatement statement) {
        Matcher indexed = INDEXED.matcher(statement.bare());
        return indexed.matches() && !isNew(indexed.group(1));
    }

    private boolean isNew(String table) {
        return created.contains(plain(table));
    }

    private static String plain(String name) {
        return name.replaceAll("[\"`\\[\\]]", "");
    }

    /** Splits at the commas that stand in no parentheses. */
    private static List<String> parts(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(list.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(list.substring(from).strip());
        return parts;
    }
}
