package dev.cormorant.postgres.copy;

import dev.cormorant.core.driver.BulkColumn;
import dev.cormorant.core.driver.BulkTable;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which values have a binary form. The server takes the bytes for what its column is and asks no further, so that there is one only where
 * the type of the values and that of the column mean the same; what means nearly the same, as a {@code float} in a column of
 * {@code double precision}, goes as text.
 */
final class BinaryForms {

    private static final byte JSONB_VERSION = 1;

    private BinaryForms() {}

    /**
     * The forms of the columns of a table.
     *
     * @param connection a connection in a transaction that the server has begun. The types stay what they are until its end, or until the
     *     rollback to a savepoint from before: the server locks the table for the question, as for an insert
     * @param table the table
     * @return one form for each column; nothing if one of them has none
     * @throws SQLException if the server does not tell the types
     */
    static List<BinaryForm> of(Connection connection, BulkTable table) throws SQLException {
        List<BinaryForm> forms = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(question(table))) {
            ParameterMetaData types = insert.getParameterMetaData();
            for (BulkColumn column : table.columns()) {
                int index = forms.size() + 1;
                BinaryForm form = of(column.type(), types.getParameterTypeName(index));
                // A domain can have the name of a type that it is not.
                if (form == null || types.getParameterType(index) == Types.DISTINCT) {
                    return List.of();
                }
                forms.add(form);
            }
        }
        return forms;
    }

    /**
     * An insert that is not run: its parameters have the types of the columns, and it takes no right that COPY does not take. Without its
     * clause a column that is generated always as identity would be refused, into which COPY writes.
     */
    private static String question(BulkTable table) {
        return "insert into " + table.target() + " overriding system value values ("
                + String.join(", ", Collections.nCopies(table.columns().size(), "?")) + ")";
    }

    /** {@return the form of values of a class in a column of a type; null if there is none} */
    static @Nullable BinaryForm of(Class<?> values, String column) {
        return switch (column) {
            case "int2", "int4", "int8", "float4", "float8", "numeric" -> BinaryNumbers.of(values, column);
            case "date", "time", "timestamp", "timestamptz" -> BinaryTimes.of(values, column);
            case "text", "varchar", "bpchar" -> text(values);
            case "json" -> values == String.class ? text(values) : null;
            case "jsonb" -> values == String.class ? (to, index, value) -> writeJson(to, (String) value) : null;
            case "bytea" -> values == byte[].class ? (to, index, value) -> to.writeValue((byte[]) value) : null;
            case "bool" ->
                values == Boolean.class
                        ? (to, index, value) -> to.value(1).put((byte) ((Boolean) value ? 1 : 0))
                        : null;
            case "uuid" -> values == UUID.class ? (to, index, value) -> writeId(to, (UUID) value) : null;
            default -> null;
        };
    }

    private static @Nullable BinaryForm text(Class<?> values) {
        if (Enum.class.isAssignableFrom(values)) {
            return (to, index, value) -> to.writeValue(((Enum<?>) value).name());
        }
        return values == String.class ? (to, index, value) -> to.writeValue((String) value) : null;
    }

    private static void writeJson(BinaryBuffer to, String json) throws SQLException {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        to.next(Integer.BYTES + 1).putInt(text.length + 1).put(JSONB_VERSION);
        to.write(text);
    }

    private static void writeId(BinaryBuffer to, UUID id) throws SQLException {
        to.value(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
}
