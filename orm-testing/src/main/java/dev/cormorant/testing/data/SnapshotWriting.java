package dev.cormorant.testing.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cormorant.core.config.Isolation;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.migrations.MigrationOptions;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.data.internal.Catalog;
import dev.cormorant.testing.data.internal.CellJson;
import dev.cormorant.testing.data.internal.CellRead;
import dev.cormorant.testing.data.internal.Column;
import dev.cormorant.testing.data.internal.FileProblem;
import dev.cormorant.testing.data.internal.Product;
import dev.cormorant.testing.data.internal.Table;
import dev.cormorant.testing.data.internal.TableOrder;
import dev.cormorant.testing.data.internal.TableQuery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the rows of tables. */
final class SnapshotWriting {

    static final int VERSION = 1;
    /** Rows that must be in memory together. */
    static final int MOST_AT_ONCE = 100_000;

    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final String DONE = "write a snapshot";

    private final Orm orm;
    private final Product product;
    private final CellRead read;
    private final CellJson json;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    SnapshotWriting(Orm orm) {
        this.orm = orm;
        this.product = Product.of(orm.database().driver());
        this.read = new CellRead(product, orm.database().columnTypes());
        this.json = new CellJson(product);
    }

    /** {@return the product as a snapshot names it} */
    static String productOf(Orm orm) {
        return orm.database().server().dialect();
    }

    SnapshotReport write(Path file, String... tables) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path beside = Files.createTempFile(folder, "snapshot-", ".tmp");
            try {
                try (BufferedWriter writer = Files.newBufferedWriter(beside)) {
                    writeAll(writer, file, tables);
                }
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new FileProblem(file.toString(), 0, "", "it cannot be written", e);
        }
        return new SnapshotReport(counts);
    }

    /** All tables at one moment: the databases but SQLite, whose readers always see one, must be asked for that. */
    private void writeAll(BufferedWriter writer, Path file, String... names) throws IOException {
        TransactionOptions options = TransactionOptions.reading().named(DONE);
        if (orm.database().currentTransaction().isEmpty()) {
            options = options.timeout(LONGEST);
            options = product == Product.SQLITE ? options : options.isolation(Isolation.REPEATABLE_READ);
        }
        orm.<IOException>transaction(options, transaction -> {
            List<Table> tables = tables(transaction.connection(), file, names);
            ObjectNode first = CellJson.line();
            first.put("snapshot", "rows").put("version", VERSION).put("product", productOf(orm));
            line(writer, first);
            for (Table table : tables) {
                write(writer, file, table);
            }
        });
    }

    private List<Table> tables(Connection connection, Path file, String... names) {
        List<Table> tables = new ArrayList<>();
        try {
            Catalog catalog = new Catalog(product, connection);
            for (String name : names.length == 0 ? schema(catalog) : List.of(names)) {
                Table table = catalog.find(name).orElse(null);
                if (table == null) {
                    String wrong = "there is no table \"" + name + "\"; there are " + catalog.listed();
                    throw new FileProblem(file.toString(), 0, "", wrong, null);
                }
                tables.add(table);
            }
        } catch (SQLException e) {
            throw translated(orm, DONE, e);
        }
        return ordered(product, tables);
    }

    private static List<String> schema(Catalog catalog) throws SQLException {
        List<String> names = new ArrayList<>(catalog.names(""));
        names.removeIf(
                name -> name.equals(MigrationOptions.DEFAULT_HISTORY_TABLE) || name.startsWith("orm_migration_"));
        return names;
    }

    /** Tables in a circle stay in their own order: restoring them lets the foreign keys wait, or switches them off. */
    static List<Table> ordered(Product product, List<Table> tables) {
        try {
            return TableOrder.of(product, tables).tables();
        } catch (IllegalArgumentException circle) {
            return tables;
        }
    }

    static RuntimeException translated(Orm orm, String attempted, SQLException error) {
        return orm.database()
                .translate(error, FailedOperation.of(attempted, orm.database().label()));
    }

    private void write(BufferedWriter writer, Path file, Table table) throws IOException {
        List<Column> columns = table.written();
        ObjectNode head = CellJson.line();
        head.put("table", table.toString());
        ObjectNode types = head.putObject("columns");
        columns.forEach(column -> types.put(column.name(), column.typeName()));
        line(writer, head);
        Sql query = Sql.of(TableQuery.of(product, table, columns));
        long count = orm.stream(
                query,
                row -> text(row, columns),
                lines -> table.key().isEmpty() ? sorted(writer, file, table, lines) : straight(writer, lines));
        counts.put(table.toString(), count);
    }

    private String text(ResultSet row, List<Column> columns) throws SQLException {
        ObjectNode line = CellJson.line();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            json.put(line, column.name(), read.value(row, i + 1, column.kind()));
        }
        return CellJson.text(line);
    }

    private static long straight(BufferedWriter writer, Stream<String> lines) throws IOException {
        long count = 0;
        for (Iterator<String> each = lines.iterator(); each.hasNext(); count++) {
            writer.append(each.next()).append('\n');
        }
        return count;
    }

    private static long sorted(BufferedWriter writer, Path file, Table table, Stream<String> lines) throws IOException {
        List<String> all = lines.limit(MOST_AT_ONCE + 1L).sorted().toList();
        if (all.size() > MOST_AT_ONCE) {
            String wrong = "the table " + table + " has no primary key, and more than " + MOST_AT_ONCE + " rows";
            throw new FileProblem(file.toString(), 0, "", wrong, null);
        }
        return straight(writer, all.stream());
    }

    private static void line(BufferedWriter writer, ObjectNode line) throws IOException {
        writer.append(CellJson.text(line)).append('\n');
    }
}
