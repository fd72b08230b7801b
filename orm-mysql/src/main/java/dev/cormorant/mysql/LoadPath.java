package dev.cormorant.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.JdbcStatement;
import dev.cormorant.core.driver.BatchInsert;
import dev.cormorant.core.driver.BulkColumn;
import dev.cormorant.core.driver.BulkPath;
import dev.cormorant.core.driver.BulkRows;
import dev.cormorant.core.driver.BulkTable;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Many rows by {@code LOAD DATA LOCAL} out of memory where the server takes it ({@code local_infile}), else by batches, which Connector/J
 * rewrites into inserts of many rows.
 *
 * <p>A server that may ask for a file may ask for any file, at any statement. So connections announce that they know LOCAL, and refuse
 * every request: the path under which files may be read is empty. Only while our own statement runs is the request let through, and then
 * a stream of ours stands ready, which Connector/J takes instead of any file.
 *
 * <p>With LOCAL a server makes warnings of errors and leaves rows out. One warning, or one row too few, and the rows are undone and
 * inserted in batches, which tells what was wrong.
 */
final class LoadPath implements BulkPath {

    /** Each sending waits for the server at its end, which is felt with fewer. */
    private static final int ROWS = 20_000;

    private static final int NOT_ALLOWED = 1148;
    private static final int DISABLED = 3948;

    /** Whether the server takes LOAD DATA LOCAL; asked for once. */
    private enum Local {
        UNKNOWN,
        ON,
        OFF
    }

    private final BatchInsert batches = new BatchInsert(Columns.TYPES);
    private volatile Local local = Local.UNKNOWN;

    @Override
    public String text(BulkTable table) {
        return local == Local.ON ? load(table) : batches.text(table);
    }

    @Override
    public int rowsAtOnce() {
        return ROWS;
    }

    @Override
    public void insert(Connection connection, BulkRows rows) throws SQLException {
        if (rows.careful() || !isOn(connection) || !load(connection, rows)) {
            batches.insert(connection, rows);
        }
    }

    private boolean isOn(Connection connection) throws SQLException {
        if (local == Local.UNKNOWN) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select @@local_infile")) {
                local = rows.next() && rows.getInt(1) == 1 ? Local.ON : Local.OFF;
            }
        }
        return local == Local.ON;
    }

    /** Returns false if the server does not take it after all. */
    private boolean load(Connection connection, BulkRows rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            send(connection, statement, rows);
        } catch (SQLException | RuntimeException failed) {
            if (failed instanceof SQLException refused && isRefusal(refused)) {
                local = Local.OFF;
                return false;
            }
            try {
                forget(connection, rows.table());
            } catch (SQLException lost) {
                failed.addSuppressed(lost);
            }
            throw failed;
        }
        forget(connection, rows.table());
        return true;
    }

    private static boolean isRefusal(SQLException failed) {
        return failed.getErrorCode() == DISABLED || failed.getErrorCode() == NOT_ALLOWED;
    }

    /** Sends the rows; fails unless all of them went in as they are. */
    private static void send(Connection connection, Statement statement, BulkRows rows) throws SQLException {
        LoadValues values = new LoadValues(rows.rows());
        RuntimeProperty<Boolean> allowed = connection
                .unwrap(JdbcConnection.class)
                .getPropertySet()
                .getBooleanProperty(PropertyKey.allowLoadLocalInfile);
        JdbcStatement sending = statement.unwrap(JdbcStatement.class);
        sending.setLocalInfileInputStream(new SequenceInputStream(values));
        try {
            allowed.setValue(true);
            long loaded = statement.executeUpdate(load(rows.table()) + rows.comment());
            values.refuseLeftOut();
            int sent = rows.rows().size();
            if (loaded != sent || statement.getWarnings() != null) {
                throw new SQLException(
                        "the server took " + loaded + " of " + sent + " rows, and not all as they are", "HY000");
            }
        } finally {
            allowed.setValue(false);
            sending.setLocalInfileInputStream(null);
        }
    }

    /** The variables of the session would keep the values of the last row. */
    private static void forget(Connection connection, BulkTable table) throws SQLException {
        List<String> nulls = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (!made(table.columns().get(i), variable(i)).isEmpty()) {
                nulls.add(variable(i) + " = null");
            }
        }
        if (!nulls.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set " + String.join(", ", nulls));
            }
        }
    }

    private static String variable(int column) {
        return "@cormorant" + column;
    }

    /** Literals in hexadecimal mean the same whether a backslash escapes in this session or not. */
    private static String load(BulkTable table) {
        List<String> columns = new ArrayList<>();
        List<String> set = new ArrayList<>();
        for (BulkColumn column : table.columns()) {
            String made = made(column, variable(columns.size()));
            if (made.isEmpty()) {
                columns.add(column.name());
            } else {
                set.add(column.name() + " = " + made);
                columns.add(variable(columns.size()));
            }
        }
        return "load data local infile 'rows' into table " + table.name() + " character set utf8mb4"
                + " fields terminated by x'09' escaped by x'5c' lines terminated by x'0a' ("
                + String.join(", ", columns) + ")" + (set.isEmpty() ? "" : " set " + String.join(", ", set));
    }

    /** What is no text: bytes, and a flag, which may stand in a column of bits. */
    private static String made(BulkColumn column, String variable) {
        if (column.type() == byte[].class) {
            return "unhex(" + variable + ")";
        }
        return column.type() == Boolean.class ? "cast(" + variable + " as signed)" : "";
    }
}
