package dev.cormorant.postgres.copy;

import java.sql.SQLException;

/** Writes the values of a column byte for byte as the receive function of its type takes them. Safe for all threads. */
@FunctionalInterface
interface BinaryForm {

    /**
     * Writes a value with its length.
     *
     * @param to where it goes
     * @param column the column, from 1
     * @param value the value, of the class that the form is for
     * @throws SQLException if it cannot be sent
     * @throws dev.cormorant.core.error.MappingException if it is out of the range of the column
     */
    void write(BinaryBuffer to, int column, Object value) throws SQLException;
}
