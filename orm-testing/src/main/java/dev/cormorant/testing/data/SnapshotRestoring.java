package dev.cormorant.testing.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.data.internal.Catalog;
import dev.cormorant.testing.data.internal.CellJson;
import dev.cormorant.testing.data.internal.Column;
import dev.cormorant.testing.data.internal.FileProblem;
import dev.cormorant.testing.data.internal.Product;
import dev.cormorant.testing.data.internal.ReadyRow;
import dev.cormorant.testing.data.internal.RefusedCell;
import dev.cormorant.testing.data.internal.Restore;
import dev.cormorant.testing.data.internal.RowOrder;
import dev.cormorant.testing.data.internal.RowWriter;
import dev.cormorant.testing.data.internal.Table;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Restores the rows of tables, once: looks through the file for its tables first, and then goes through it again. */
final class SnapshotRestoring {

    private static final String DONE = "restore a snapshot";

    private final Orm orm;
    private final Product product;
    private final CellJson json;
    private final Path file;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private int number;

    SnapshotRestoring(Orm orm, Path file) {
        this.orm = orm;
        this.file = file;
        this.product = Product.of(orm.database().driver());
        this.json = new CellJson(product);
    }

    SnapshotReport restore() {
        TransactionOptions alone = TransactionOptions.readWrite().named(DONE);
        TransactionOptions options =
                orm.database().currentTransaction().isPresent() ? alone : alone.timeout(SnapshotWriting.LONGEST);
        orm.transaction(options, transaction -> {
            try {
                restore(transaction.connection());
            } catch (SQLException e) {
                throw SnapshotWriting.translated(orm, DONE, e);
            } catch (IOException e) {
                throw new FileProblem(file.toString(), 0, "", "it cannot be read", e);
            }
        });
        return new SnapshotReport(counts);
    }

    private void restore(Connection connection) throws SQLException, IOException {
        Map<String, Table> tables = tables(new Catalog(product, connection));
        try (Restore restore = Restore.begin(product, connection, List.copyOf(tables.values()))) {
            restore.empty();
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                number = 0;
                next(lines);
                JsonNode head = next(lines);
                while (head != null) {
                    Table table = tables.get(head.path("table").asText());
                    if (table == null) {
                        throw problem("", "a line with the name of a table and its columns was expected", null);
                    }
                    head = rows(lines, table, columns(table, head), connection);
                }
            }
        } catch (Restore.Outside outside) {
            throw problem("", String.valueOf(outside.getMessage()), outside);
        }
    }

    /** The tables of the file, as they are in the database. */
    private Map<String, Table> tables(Catalog catalog) throws SQLException, IOException {
        Map<String, Table> tables = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            checkFirst(next(lines));
            for (JsonNode line = next(lines); line != null; line = next(lines)) {
                if (isHead(line)) {
                    String name = line.path("table").asText();
                    Table table = catalog.find(name)
                            .orElseThrow(() -> problem("", "the database has no table \"" + name + "\"", null));
                    columns(table, line);
                    tables.put(name, table);
                }
            }
        }
        return tables;
    }

    private static boolean isHead(JsonNode line) {
        return line.size() == 2
                && line.path("table").isTextual()
                && line.path("columns").isObject();
    }

    private void checkFirst(@Nullable JsonNode first) {
        if (first == null
                || !first.path("snapshot").asText().equals("rows")
                || first.path("version").asInt() != SnapshotWriting.VERSION) {
            throw problem("", "it is no snapshot of rows of version " + SnapshotWriting.VERSION, null);
        }
        String product = first.path("product").asText();
        if (!product.equals(SnapshotWriting.productOf(orm))) {
            throw problem(
                    "",
                    "it is a snapshot of " + product + ", and cannot be restored on " + SnapshotWriting.productOf(orm),
                    null);
        }
    }

    private List<Column> columns(Table table, JsonNode head) {
        List<Column> columns = new ArrayList<>();
        for (Iterator<String> names = head.path("columns").fieldNames(); names.hasNext(); ) {
            String name = names.next();
            Column column = table.column(name)
                    .filter(there -> !there.computed())
                    .orElseThrow(() -> problem("\"" + name + "\"", "the table " + table + " has no such column", null));
            columns.add(column);
        }
        return columns;
    }

    /** Reads and inserts rows up to the next table; gives the line of that. */
    private @Nullable JsonNode rows(BufferedReader lines, Table table, List<Column> columns, Connection connection)
            throws SQLException, IOException {
        boolean self = table.references().stream()
                .anyMatch(reference -> reference.table().equalsIgnoreCase(table.name()));
        List<ReadyRow> kept = new ArrayList<>();
        JsonNode line = next(lines);
        try (RowWriter writer = RowWriter.of(product, orm.database().columnTypes(), connection, table, columns)) {
            for (; line != null && !isHead(line); line = next(lines)) {
                ReadyRow row = row(columns, line);
                counts.merge(table.toString(), 1L, Long::sum);
                if (!self) {
                    insert(writer, row);
                } else if (kept.size() < SnapshotWriting.MOST_AT_ONCE) {
                    kept.add(row);
                } else {
                    throw problem(
                            "",
                            "the table " + table + " refers to itself, and has more than "
                                    + SnapshotWriting.MOST_AT_ONCE + " rows",
                            null);
                }
            }
            RowOrder.of(table, kept).forEach(row -> insert(writer, row));
        }
        counts.putIfAbsent(table.toString(), 0L);
        RowWriter.advanceKeys(product, connection, table, columns);
        return line;
    }

    private ReadyRow row(List<Column> columns, JsonNode line) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Column column : columns) {
            JsonNode value = line.get(column.name());
            if (value == null || line.size() != columns.size()) {
                String names =
                        String.join(", ", columns.stream().map(Column::name).toList());
                throw problem(column.toString(), "each row has the columns of its table: " + names, null);
            }
            try {
                values.add(json.value(column, value));
            } catch (RefusedCell refused) {
                throw problem(column.toString(), String.valueOf(refused.getMessage()), null);
            }
        }
        return new ReadyRow(file.toString(), number, columns, values);
    }

    private void insert(RowWriter writer, ReadyRow row) {
        try {
            writer.insert(row.values());
        } catch (SQLException refused) {
            RuntimeException meaning = SnapshotWriting.translated(orm, DONE, refused);
            if (meaning instanceof ConnectionUnavailableException) {
                throw meaning;
            }
            throw new FileProblem(
                    row.source(), row.line(), "", "the database refuses it: " + refused.getMessage(), meaning);
        }
    }

    private @Nullable JsonNode next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        number++;
        try {
            return line == null ? null : CellJson.read(line);
        } catch (JsonProcessingException malformed) {
            throw problem("", "it is no line of JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private FileProblem problem(String column, String wrong, @Nullable Throwable cause) {
        return new FileProblem(file.toString(), number, column, wrong, cause);
    }
}
