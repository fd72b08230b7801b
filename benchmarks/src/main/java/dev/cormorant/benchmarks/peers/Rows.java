package dev.cormorant.benchmarks.peers;

import dev.cormorant.sql.entity.Filterable;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read and written, as records. The annotations concern Cormorant alone. */
final class Rows {

    static final int ITEMS = 10_000;
    static final int ITEMS_OF_A_GROUP = 100;
    static final int ACCOUNTS = 1_000;
    static final int PURCHASES = 100;
    static final int LINES_OF_A_PURCHASE = 10;
    static final int BATCH = 1_000;

    /** Eight columns. */
    @Table(name = "item")
    record Item(
            @Id long id,
            @Filterable int groupId,
            @Filterable String name,
            @Filterable String code,
            @Filterable long price,
            double weight,
            @Filterable int stock,
            boolean active) {

        static Item of(long id) {
            int group = (int) ((id - 1) / ITEMS_OF_A_GROUP);
            return new Item(
                    id,
                    group,
                    "Item number " + id,
                    "C-" + id % 97,
                    id * 31 % 9973,
                    id / 7.0,
                    (int) (id % 501),
                    id % 2 == 0);
        }
    }

    /** Inserted one by one, with a generated key. */
    @Table(name = "visit")
    record Visit(@Id @GeneratedValue long id, String guest, int city) {}

    /** Inserted a thousand at once, with a key of its own. */
    @Table(name = "measurement")
    record Measurement(@Id long id, int sensor, double reading) {}

    /** Read, changed and written. */
    @Table(name = "account")
    record Account(@Id long id, String owner, long balance, @Version int version) {

        Account plus(long amount) {
            return new Account(id, owner, balance + amount, version);
        }
    }

    /** Read with its lines. */
    @Table(name = "purchase")
    record Purchase(@Id long id, String customer, @OneToMany(mappedBy = "purchaseId") @Nullable List<Line> lines) {}

    /** A line of it. */
    @Table(name = "line")
    record Line(@Id long id, long purchaseId, String product, int quantity) {}

    /**
     * Five conditions, each of which may be missing.
     *
     * @param group the group, exactly
     * @param name what the name begins with
     * @param code the code, exactly
     * @param cheapest the lowest price
     * @param stock the lowest stock
     */
    record Search(
            @Nullable Integer group,
            @Nullable String name,
            @Nullable String code,
            @Nullable Long cheapest,
            @Nullable Integer stock) {
        static final int LIMIT = 20;

        /** {@return one of several shapes, each with three conditions or more, all of which find rows} */
        static Search number(long number) {
            int group = (int) (number % (ITEMS / ITEMS_OF_A_GROUP));
            return switch ((int) (number % 4)) {
                case 0 -> new Search(group, "Item", null, 10L, null);
                case 1 -> new Search(group, null, null, 10L, 5);
                case 2 -> new Search(group, "Item", null, 10L, 5);
                default -> new Search(group, "Item", "C-" + (group * ITEMS_OF_A_GROUP + 50) % 97, 0L, 0);
            };
        }
    }

    private Rows() {}
}
