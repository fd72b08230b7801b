package dev.cormorant.sql.internal.draft;

import dev.cormorant.sql.internal.entity.LiveTable;
import dev.cormorant.sql.internal.model.Identifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The indexes and foreign keys that a table has now, as its JDBC driver describes them. */
final class LiveConstraints {

    private final Map<String, List<String>> indexes = new LinkedHashMap<>();
    private final Map<String, Boolean> unique = new LinkedHashMap<>();
    private final Map<String, List<String>> foreignKeys = new LinkedHashMap<>();
    private final Map<String, String> targets = new LinkedHashMap<>();

    private LiveConstraints() {}

    /** Those of a table that is not there. */
    static LiveConstraints none() {
        return new LiveConstraints();
    }

    static LiveConstraints read(Connection connection, LiveTable.Place place) throws SQLException {
        LiveConstraints live = new LiveConstraints();
        DatabaseMetaData metaData = connection.getMetaData();
        try (ResultSet rows = metaData.getIndexInfo(place.catalog(), place.schema(), place.table(), false, true)) {
            while (rows.next()) {
                String name = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                if (name != null && column != null) {
                    live.indexes
                            .computeIfAbsent(name, made -> new ArrayList<>())
                            .add(lower(column));
                    live.unique.put(name, !rows.getBoolean("NON_UNIQUE"));
                }
            }
        }
        try (ResultSet rows = metaData.getPrimaryKeys(place.catalog(), place.schema(), place.table())) {
            while (rows.next()) {
                live.indexes.computeIfAbsent("", made -> new ArrayList<>()).add(lower(rows.getString("COLUMN_NAME")));
                live.unique.put("", true);
            }
        }
        live.readForeignKeys(metaData, place);
        return live;
    }

    private void readForeignKeys(DatabaseMetaData metaData, LiveTable.Place place) throws SQLException {
        int keys = 0;
        try (ResultSet rows = metaData.getImportedKeys(place.catalog(), place.schema(), place.table())) {
            while (rows.next()) {
                keys += rows.getInt("KEY_SEQ") == 1 ? 1 : 0;
                String key = String.valueOf(keys);
                foreignKeys.computeIfAbsent(key, made -> new ArrayList<>()).add(lower(rows.getString("FKCOLUMN_NAME")));
                targets.put(key, lower(rows.getString("PKTABLE_NAME")));
            }
        }
    }

    boolean has(Constraints.Index wanted) {
        List<String> columns = names(wanted.columns());
        return indexes.entrySet().stream()
                .anyMatch(known -> sameColumns(known.getValue(), columns, wanted.unique())
                        && (!wanted.unique() || Boolean.TRUE.equals(unique.get(known.getKey()))));
    }

    /** The order of the columns of a unique key means nothing for what it forbids. */
    private static boolean sameColumns(List<String> known, List<String> wanted, boolean anyOrder) {
        return anyOrder
                ? known.stream()
                        .sorted()
                        .toList()
                        .equals(wanted.stream().sorted().toList())
                : known.equals(wanted);
    }

    boolean has(Constraints.ForeignKey wanted) {
        List<String> columns = names(wanted.columns()).stream().sorted().toList();
        return foreignKeys.entrySet().stream()
                .anyMatch(known -> known.getValue().stream().sorted().toList().equals(columns)
                        && lower(wanted.to().name().name()).equals(targets.get(known.getKey())));
    }

    private static List<String> names(List<Identifier> identifiers) {
        return identifiers.stream().map(identifier -> lower(identifier.name())).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
