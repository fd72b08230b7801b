package dev.cormorant.testing.data.internal;

import dev.cormorant.core.driver.ColumnTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads values as they are, none of them cut or rounded. */
public final class CellRead {

    private final Product product;
    private final ColumnTypes types;

    /**
     * The way out of one product.
     *
     * @param product the product
     * @param types how values come out of its columns
     */
    public CellRead(Product product, ColumnTypes types) {
        this.product = product;
        this.types = types;
    }

    /** {@return what a column of a query holds, by what the metadata of the result say of it} */
    public CellKind kind(ResultSet rows, int index) throws SQLException {
        return CellKind.of(
                product,
                rows.getMetaData().getColumnType(index),
                rows.getMetaData().getColumnTypeName(index));
    }

    /**
     * Reads one value of the current row.
     *
     * @param rows the result
     * @param index the column, from 1
     * @param kind what it holds
     * @return the value; null for SQL NULL. On SQLite of the type that the value has, whatever the column says
     * @throws SQLException if it cannot be read
     */
    public @Nullable Object value(ResultSet rows, int index, CellKind kind) throws SQLException {
        if (product == Product.SQLITE) {
            return rows.getObject(index);
        }
        return switch (kind) {
            case INTEGER, BITS -> integer(rows, index);
            case DECIMAL -> decimal(rows.getString(index));
            case SINGLE -> single(types.read(rows, index, Double.class));
            case DOUBLE -> types.read(rows, index, Double.class);
            case TEXT, JSON, OTHER, TIME -> rows.getString(index);
            case BYTES -> types.read(rows, index, byte[].class);
            case BOOLEAN -> types.read(rows, index, Boolean.class);
            case DATE -> types.read(rows, index, LocalDate.class);
            case DATE_TIME -> types.read(rows, index, LocalDateTime.class);
            case INSTANT -> types.read(rows, index, Instant.class);
            case UUID -> types.read(rows, index, UUID.class);
        };
    }

    private @Nullable Object integer(ResultSet rows, int index) throws SQLException {
        Object value = rows.getObject(index);
        if (value == null || value instanceof Boolean) {
            return value;
        } else if (value instanceof byte[] bits) {
            return new BigInteger(1, bits);
        }
        BigInteger number = new BigDecimal(value.toString()).toBigInteger();
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    /** PostgreSQL has a NaN and infinities here too. */
    private static @Nullable Object decimal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Character.isLetter(text.charAt(text.length() - 1)) ? text : new BigDecimal(text);
    }

    private static @Nullable Object single(@Nullable Double number) {
        return number == null ? null : number.floatValue();
    }
}
