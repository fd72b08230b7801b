package dev.cormorant.migrations.internal.catalog;

import dev.cormorant.migrations.schema.ObjectKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalog of SQLite: the statements that made its objects, as SQLite keeps them. Checks, collations and generated columns stand
 * nowhere else.
 */
final class SqliteCatalog {

    /** The tables behind a virtual table belong to it: SQLite calls them shadows. */
    private static final String QUERY =
            """
            select m.type, m.name, m.tbl_name, m.sql from sqlite_schema m
            where m.sql is not null and substr(m.name, 1, 7) <> 'sqlite_'
             and not exists (select 1 from pragma_table_list l
              where l.schema = 'main' and l.name = m.tbl_name and l.type = 'shadow')
            order by m.name""";

    private SqliteCatalog() {}

    static void read(CatalogRows rows, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(QUERY)) {
            while (found.next()) {
                String table = found.getString(3);
                if (!rows.isLeftOut(table)) {
                    add(rows, found.getString(1), found.getString(2), table, SqlTokens.of(found.getString(4)));
                }
            }
        }
    }

    private static void add(CatalogRows rows, String type, String name, String table, List<String> tokens) {
        switch (type) {
            case "table" -> new SqliteTable(rows, name).read(tokens);
            case "view" -> rows.at(ObjectKind.VIEW, name).put("definition", from(tokens, "as"));
            case "index" -> {
                boolean unique = tokens.contains("unique") && tokens.indexOf("unique") < tokens.indexOf("index");
                rows.at(ObjectKind.INDEX, table + "." + name)
                        .put("definition", (unique ? "unique " : "") + from(tokens, "on"));
            }
            default -> rows.at(ObjectKind.TRIGGER, table + "." + name).put("definition", afterName(tokens, name));
        }
    }

    /** SQLite leaves IF NOT EXISTS and the case of CREATE in the text; neither is part of the object. */
    private static String from(List<String> tokens, String word) {
        return SqlTokens.join(tokens.subList(Math.max(0, tokens.indexOf(word)), tokens.size()));
    }

    private static String afterName(List<String> tokens, String name) {
        List<String> nameTokens = SqlTokens.of("\"" + name.replace("\"", "\"\"") + "\"");
        List<String> rest = new ArrayList<>(tokens);
        int at = rest.indexOf(nameTokens.get(0));
        return SqlTokens.join(rest.subList(at + 1, rest.size()));
    }
}
