package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Purchase;
import dev.cormorant.benchmarks.peers.Rows.Search;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of the layers that are given SQL. */
final class Sqls {

    private static final String LINE = "select id, purchase_id, product, quantity from line where purchase_id ";

    /** The lines of all purchases, by their keys. */
    static final String LINES =
            LINE + "in (" + String.join(", ", Collections.nCopies(Rows.PURCHASES, "?")) + ") order by id";

    /** The same where the keys are one array. */
    static final String LINES_OF_ARRAY = LINE + "= any(?) order by id";

    /** A statement with its values. */
    record Written(String sql, List<Object> values) {}

    private Sqls() {}

    static Written search(Search search) {
        StringBuilder sql = new StringBuilder(JdbcPeer.ITEM);
        List<Object> values = new ArrayList<>();
        add(sql, values, "group_id = ?", search.group());
        add(sql, values, "name like ?", search.name() == null ? null : search.name() + "%");
        add(sql, values, "code = ?", search.code());
        add(sql, values, "price >= ?", search.cheapest());
        add(sql, values, "stock >= ?", search.stock());
        return new Written(
                sql.append(" order by price desc, id limit ")
                        .append(Search.LIMIT)
                        .toString(),
                values);
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(values.isEmpty() ? " where " : " and ").append(condition);
            values.add(value);
        }
    }

    static List<Long> keys(List<Purchase> purchases) {
        return purchases.stream().map(Purchase::id).toList();
    }
}
