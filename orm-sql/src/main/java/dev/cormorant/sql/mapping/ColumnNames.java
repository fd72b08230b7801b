package dev.cormorant.sql.mapping;

import dev.cormorant.core.error.MappingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the column of a component: case and underscores do not count. */
final class ColumnNames {

    private final Class<?> type;
    private final List<String> labels;
    private final Map<String, List<Integer>> columns = new HashMap<>();

    ColumnNames(Class<?> type, List<String> labels) {
        this.type = type;
        this.labels = labels;
        for (int i = 0; i < labels.size(); i++) {
            columns.computeIfAbsent(plain(labels.get(i)), name -> new ArrayList<>())
                    .add(i + 1);
        }
    }

    /** {@return a name without what may differ} */
    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    String label(int column) {
        return labels.get(column - 1);
    }

    int find(String component) {
        List<Integer> found = columns.getOrDefault(plain(component), List.of());
        if (found.size() == 1) {
            return found.get(0);
        }
        String wrong = found.isEmpty()
                ? "no column for the component " + component + "; give the column that is meant this name (select … as "
                        + component + ")"
                : "more than one column for the component " + component + " (columns " + found
                        + "); give the others another name";
        throw new MappingException("map rows to " + type.getTypeName() + ": the result has " + wrong
                + "; its columns are " + String.join(", ", labels));
    }
}
