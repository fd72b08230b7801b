package dev.cormorant.benchmarks;

import com.mysql.cj.jdbc.JdbcStatement;
import dev.cormorant.testing.DatabaseKind;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Loads rows as somebody would who knows the database well, on a connection of the plain driver. */
final class BulkByHand {

    private static final int BATCH = 1_000;
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_ROW = 1 << 10;
    private static final long YEAR_2000 = 946_684_800;

    private final Connection connection;
    private final DatabaseKind kind;

    BulkByHand(Connection connection, DatabaseKind kind) {
        this.connection = connection;
        this.kind = kind;
    }

    /** About 100 bytes. */
    @Table(name = "reading")
    record Reading(@Id long id, String name, int amount, double price, Instant moment, String note) {}

    static Reading reading(long id) {
        return new Reading(
                id,
                "Reading number " + id,
                (int) (id * 37 % 100_000),
                id * 0.25,
                Instant.ofEpochSecond(1_700_000_000 + id, 123_456_000),
                "a note of some length, as notes are: " + id);
    }

    void best(List<Reading> rows) throws SQLException {
        switch (kind) {
            case POSTGRES -> copy(rows);
            case MYSQL, MARIADB -> load(rows);
            case SQLITE -> batch(rows);
        }
    }

    /** One line of LOAD DATA; nothing in it needs escaping. */
    private static void line(StringBuilder text, Reading row) {
        text.append(row.id()).append('\t').append(row.name()).append('\t').append(row.amount());
        text.append('\t').append(row.price()).append('\t');
        text.append(row.moment().atOffset(ZoneOffset.UTC).toLocalDateTime());
        text.append('\t').append(row.note()).append('\n');
    }

    /** In the binary format, with the types of the columns known beforehand. */
    private void copy(List<Reading> rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy reading (id, name, amount, price, moment, note) from stdin with (format binary)");
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        buffer.put("PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1)).putLong(0);
        for (Reading row : rows) {
            if (buffer.remaining() < LONGEST_ROW) {
                copy.writeToCopy(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            binary(buffer, row);
        }
        buffer.putShort((short) -1);
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        copy.endCopy();
    }

    private static void binary(ByteBuffer buffer, Reading row) {
        buffer.putShort((short) 6);
        buffer.putInt(Long.BYTES).putLong(row.id());
        binary(buffer, row.name());
        buffer.putInt(Integer.BYTES).putInt(row.amount());
        buffer.putInt(Double.BYTES).putDouble(row.price());
        Instant moment = row.moment();
        buffer.putInt(Long.BYTES).putLong((moment.getEpochSecond() - YEAR_2000) * 1_000_000 + moment.getNano() / 1_000);
        binary(buffer, row.note());
    }

    private static void binary(ByteBuffer buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putInt(bytes.length).put(bytes);
    }

    private void load(List<Reading> rows) throws SQLException {
        try (Statement statement = connection.createStatement();
                InputStream lines = new SequenceInputStream(pieces(rows.iterator()))) {
            statement.unwrap(JdbcStatement.class).setLocalInfileInputStream(lines);
            statement.execute("load data local infile 'x' into table reading character set utf8mb4"
                    + " (id, name, amount, price, moment, note)");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing else
    private static Enumeration<InputStream> pieces(Iterator<Reading> rows) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return rows.hasNext();
            }

            @Override
            public InputStream nextElement() {
                StringBuilder text = new StringBuilder();
                while (rows.hasNext() && text.length() < BUFFER) {
                    line(text, rows.next());
                }
                return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    /** In one transaction, 1,000 rows at once. */
    void batch(List<Reading> rows) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into reading (id, name, amount, price, moment, note) values (?, ?, ?, ?, ?, ?)")) {
            int waiting = 0;
            for (Reading row : rows) {
                statement.setLong(1, row.id());
                statement.setString(2, row.name());
                statement.setInt(3, row.amount());
                statement.setDouble(4, row.price());
                setMoment(statement, row.moment());
                statement.setString(6, row.note());
                statement.addBatch();
                if (++waiting % BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void setMoment(PreparedStatement statement, Instant moment) throws SQLException {
        switch (kind) {
            case POSTGRES -> statement.setObject(5, moment.atOffset(ZoneOffset.UTC));
            case MYSQL, MARIADB ->
                statement.setObject(5, moment.atOffset(ZoneOffset.UTC).toLocalDateTime());
            case SQLITE -> statement.setString(5, moment.toString());
        }
    }
}
