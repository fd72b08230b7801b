package dev.cormorant.migrations.internal.catalog;

import dev.cormorant.migrations.schema.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table of SQLite, read out of the statement that made it: its columns, its constraints, and what follows the bracket. */
final class SqliteTable {

    private static final Map<String, ObjectKind> CONSTRAINTS = Map.of(
            "primary", ObjectKind.PRIMARY_KEY,
            "unique", ObjectKind.UNIQUE,
            "foreign", ObjectKind.FOREIGN_KEY,
            "check", ObjectKind.CHECK);

    /** The words that end the type of a column. */
    private static final Set<String> AFTER_TYPE = Set.of(
            "constraint",
            "primary",
            "not",
            "null",
            "unique",
            "check",
            "default",
            "collate",
            "references",
            "generated",
            "as");

    private final CatalogRows rows;
    private final String table;
    private final Map<ObjectKind, Integer> unnamed = new EnumMap<>(ObjectKind.class);
    private final List<String> columns = new ArrayList<>();

    SqliteTable(CatalogRows rows, String table) {
        this.rows = rows;
        this.table = table;
    }

    void read(List<String> tokens) {
        Map<String, String> properties = rows.at(ObjectKind.TABLE, table);
        int open = tokens.indexOf("(");
        if (tokens.indexOf("virtual") == 1 || open < 0) {
            properties.put(
                    "definition", SqlTokens.join(tokens.subList(Math.max(0, tokens.indexOf("using")), tokens.size())));
            return;
        }
        int at = open + 1;
        while (at < tokens.size()) {
            int end = partEnd(tokens, at);
            part(tokens.subList(at, end));
            at = end + 1;
            if (end < tokens.size() && tokens.get(end).equals(")")) {
                break;
            }
        }
        properties.put("columns", String.join(", ", columns));
        if (at < tokens.size()) {
            properties.put("options", SqlTokens.join(tokens.subList(at, tokens.size())));
        }
    }

    /** {@return the index of the comma or bracket that ends a column or a constraint} */
    private static int partEnd(List<String> tokens, int from) {
        int depth = 0;
        for (int i = from; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (depth == 0 && (token.equals(",") || token.equals(")"))) {
                return i;
            }
            depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
        }
        return tokens.size();
    }

    private void part(List<String> part) {
        boolean named = part.get(0).equals("constraint");
        List<String> body = part.subList(named ? 2 : 0, part.size());
        ObjectKind kind = CONSTRAINTS.get(body.get(0));
        if (kind == null || (!named && isColumn(body))) {
            column(part);
            return;
        }
        String name = named ? part.get(1) : kind.text() + " " + unnamed.merge(kind, 1, Integer::sum);
        rows.at(kind, table + "." + name).put("definition", SqlTokens.join(body));
    }

    /** A column may be called {@code check} if it is quoted; a constraint goes on with a bracket or KEY. */
    private static boolean isColumn(List<String> body) {
        return body.size() < 2 || !Set.of("(", "key").contains(body.get(1));
    }

    private void column(List<String> part) {
        String name = part.get(0);
        columns.add(name);
        int end = 1;
        while (end < part.size() && !AFTER_TYPE.contains(part.get(end))) {
            end++;
        }
        Map<String, String> properties = rows.at(ObjectKind.COLUMN, table + "." + name);
        properties.put("type", SqlTokens.join(part.subList(1, end)));
        if (end < part.size()) {
            properties.put("constraints", SqlTokens.join(part.subList(end, part.size())));
        }
    }
}
