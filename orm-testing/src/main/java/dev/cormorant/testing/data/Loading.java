package dev.cormorant.testing.data;

import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.migrations.SqlStatement;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.data.internal.Catalog;
import dev.cormorant.testing.data.internal.CellText;
import dev.cormorant.testing.data.internal.Column;
import dev.cormorant.testing.data.internal.FileProblem;
import dev.cormorant.testing.data.internal.FileRow;
import dev.cormorant.testing.data.internal.FileTable;
import dev.cormorant.testing.data.internal.Product;
import dev.cormorant.testing.data.internal.ReadyRow;
import dev.cormorant.testing.data.internal.RefusedCell;
import dev.cormorant.testing.data.internal.RowOrder;
import dev.cormorant.testing.data.internal.RowWriter;
import dev.cormorant.testing.data.internal.Table;
import dev.cormorant.testing.data.internal.TableOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads sources, once. */
final class Loading {

    private static final Duration LONGEST = Duration.ofMinutes(5);
    /** What changes rows, or how the statements behind it are understood; all else defines or ends something. */
    private static final Pattern ROWS = Pattern.compile(
            "(insert|update|delete|replace|merge|with|select|values|set(?! autocommit)|do|call)\\b.*", Pattern.DOTALL);

    private final Orm orm;
    private final Product product;
    private final CellText texts;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int statements;

    Loading(Orm orm) {
        this.orm = orm;
        this.product = Product.of(orm.database().driver());
        this.texts = new CellText(product);
    }

    LoadReport load(List<Source> sources) {
        TransactionOptions alone = TransactionOptions.readWrite().named("load test data");
        // A part of a transaction has no more time than the whole.
        TransactionOptions options = orm.database().currentTransaction().isPresent() ? alone : alone.timeout(LONGEST);
        orm.transaction(options, transaction -> {
            try {
                load(sources, transaction.connection());
            } catch (SQLException e) {
                throw translated(e);
            }
        });
        return new LoadReport(counts, statements);
    }

    private OrmException translated(SQLException error) {
        return orm.database()
                .translate(
                        error,
                        FailedOperation.of("load test data", orm.database().label()));
    }

    private void load(List<Source> sources, Connection connection) throws SQLException {
        Catalog catalog = new Catalog(product, connection);
        List<FileTable> group = new ArrayList<>();
        for (Source source : sources) {
            if (source.form() == Source.Form.SQL) {
                insert(group, catalog, connection);
                group.clear();
                run(source, connection);
            } else {
                group.addAll(source.tables());
            }
        }
        insert(group, catalog, connection);
    }

    private void run(Source source, Connection connection) throws SQLException {
        for (SqlStatement each : SqlStatement.of(source.text(), orm.database().driver())) {
            if (!ROWS.matcher(each.words()).matches()) {
                String word = each.words().split(" ", 2)[0];
                String wrong = "\"" + word + "\" is no statement for test data; allowed: insert, update, delete and"
                        + " the like; definitions belong into migrations";
                throw new FileProblem(source.name(), each.line(), "", wrong, null);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(each.text());
            } catch (SQLException refused) {
                throw refused(source.name(), each.line(), refused);
            }
            statements++;
        }
    }

    /** What the database says of a statement belongs to its line; what is wrong with the connection does not. */
    private RuntimeException refused(String source, int line, SQLException error) {
        OrmException meaning = translated(error);
        return meaning instanceof ConnectionUnavailableException
                ? meaning
                : new FileProblem(source, line, "", "the database refuses it: " + error.getMessage(), meaning);
    }

    private void insert(List<FileTable> files, Catalog catalog, Connection connection) throws SQLException {
        Map<Table, List<FileTable>> byTable = new LinkedHashMap<>();
        for (FileTable file : files) {
            byTable.computeIfAbsent(table(file, catalog), table -> new ArrayList<>())
                    .add(file);
        }
        if (byTable.isEmpty()) {
            return;
        }
        TableOrder.Result order = ordered(byTable, files.get(0));
        if (order.deferred()) {
            RowWriter.deferKeys(product, connection);
        }
        for (Table table : order.tables()) {
            List<ReadyRow> rows = new ArrayList<>();
            for (FileTable file : byTable.getOrDefault(table, List.of())) {
                file.rows().forEach(row -> rows.add(ready(file, table, row)));
            }
            insert(table, RowOrder.of(table, rows), connection);
        }
    }

    private TableOrder.Result ordered(Map<Table, List<FileTable>> byTable, FileTable first) {
        try {
            return TableOrder.of(product, byTable.keySet());
        } catch (IllegalArgumentException circle) {
            throw new FileProblem(first.source(), 0, "", String.valueOf(circle.getMessage()), circle);
        }
    }

    private Table table(FileTable file, Catalog catalog) throws SQLException {
        Table table = catalog.find(file.table()).orElse(null);
        if (table == null) {
            String wrong = "there is no table \"" + file.table() + "\"; there are " + catalog.listed();
            throw new FileProblem(file.source(), file.line(), "", wrong, null);
        }
        return table;
    }

    private ReadyRow ready(FileTable file, Table table, FileRow row) {
        List<Column> columns = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        row.cells().forEach((name, cell) -> {
            Column column = column(file, table, row, name);
            try {
                String text = cell.textFor(column);
                if (text == null && !column.nullable() && !column.automatic()) {
                    throw new FileProblem(file.source(), cell.line(), column.toString(), "it must not be null", null);
                }
                values.add(text == null ? null : texts.value(column, text));
                columns.add(column);
            } catch (RefusedCell refused) {
                throw new FileProblem(
                        file.source(), cell.line(), column.toString(), String.valueOf(refused.getMessage()), null);
            }
        });
        return new ReadyRow(file.source(), row.line(), columns, values);
    }

    private static Column column(FileTable file, Table table, FileRow row, String name) {
        Column column = table.column(name).orElse(null);
        if (column == null) {
            String allowed =
                    String.join(", ", table.written().stream().map(Column::name).toList());
            String wrong = "the table " + table + " has no such column; allowed: " + allowed;
            throw new FileProblem(file.source(), row.line(), "\"" + name + "\"", wrong, null);
        } else if (column.computed()) {
            String wrong = "the database computes it; leave it out";
            throw new FileProblem(file.source(), row.line(), column.toString(), wrong, null);
        }
        return column;
    }

    /** One prepared insert for rows with the same columns behind each other, so that a refusal has its line. */
    private void insert(Table table, List<ReadyRow> rows, Connection connection) throws SQLException {
        Set<Column> written = new LinkedHashSet<>();
        int at = 0;
        while (at < rows.size()) {
            List<Column> columns = rows.get(at).columns();
            written.addAll(columns);
            try (RowWriter writer = RowWriter.of(product, orm.database().columnTypes(), connection, table, columns)) {
                for (; at < rows.size() && rows.get(at).columns().equals(columns); at++) {
                    insert(writer, rows.get(at));
                }
            }
        }
        RowWriter.advanceKeys(product, connection, table, List.copyOf(written));
        counts.merge(table.toString(), rows.size(), Integer::sum);
    }

    private void insert(RowWriter writer, ReadyRow row) {
        try {
            writer.insert(row.values());
        } catch (SQLException refused) {
            throw refused(row.source(), row.line(), refused);
        }
    }
}
