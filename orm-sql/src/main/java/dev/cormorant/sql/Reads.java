package dev.cormorant.sql;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.TooManyRowsException;
import dev.cormorant.core.error.UnexpectedRowsException;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.cursor.StreamWork;
import dev.cormorant.sql.mapping.RowMapper;
import dev.cormorant.sql.mapping.RowMappers;
import java.util.List;
import java.util.Optional;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/**
 * The ways to read: whole, one row, as a stream, with a cursor; each of a query in plain SQL or in jOOQ, and into a type or
 * through a mapper. Implemented by {@link Orm}. What holds for all of them:
 *
 * <ul>
 *   <li>A type is a record, whose components are found by the names of the columns, or a type of one column; {@link RowMappers}
 *       has the rules. Another way is a {@link RowMapper}.
 *   <li>A query of jOOQ is rendered, bound and run by jOOQ and read by us, without jOOQ's records and converters. It runs on
 *       this database, whatever it is attached to. Threads that share one such query object take turns with it.
 *   <li>Inside a transaction of the calling thread the query runs in it, and else on a connection of its own, which has been
 *       given back when the method returns, whatever happens. A thread that holds a connection already, in the work of a
 *       stream, say, cannot take a second one: it makes both part of one transaction.
 *   <li>An {@link IllegalArgumentException} is thrown if the values of a {@link Sql} do not fit its parameters, and an
 *       {@link dev.cormorant.core.error.OrmException} if no connection can be had or the database refuses the query; its
 *       subtypes say what it was. A {@link MappingException} says that the columns or a value do not fit the type, an exception
 *       of a mapper reaches the caller as it is.
 * </ul>
 */
public sealed interface Reads permits Reading {

    /**
     * Reads all rows of a query in plain SQL into a list.
     *
     * @param <T> a row
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @return the rows, in the order of the query; a new list, which the caller may change
     * @throws TooManyRowsException if there are more rows than {@code statement.rows-refuse-at}; past
     *     {@code statement.rows-warn-at} a warning is logged
     */
    <T> List<T> fetch(Sql query, Class<T> type);

    /**
     * Reads all rows of a query in plain SQL into a list.
     *
     * @param <T> a row
     * @param query the query
     * @param mapper makes an object of each row
     * @return the objects, in the order of the query; a new list, which the caller may change
     * @throws TooManyRowsException as for a type
     */
    <T extends @Nullable Object> List<T> fetch(Sql query, RowMapper<T> mapper);

    /**
     * Reads the row of a query in plain SQL that gives at most one.
     *
     * @param <T> the row
     * @param query the query
     * @param type a record, or a type of one column
     * @return the row; empty if there is none, or its one column is NULL
     * @throws UnexpectedRowsException if there is more than one row
     */
    <T> Optional<T> fetchOne(Sql query, Class<T> type);

    /**
     * Reads the row of a query in plain SQL that gives at most one.
     *
     * @param <T> the row
     * @param query the query
     * @param mapper makes an object of the row
     * @return the object; empty if there is no row, or the mapper gave null
     * @throws UnexpectedRowsException if there is more than one row
     */
    <T> Optional<T> fetchOne(Sql query, RowMapper<? extends @Nullable T> mapper);

    /**
     * Reads the row of a query in plain SQL that gives exactly one.
     *
     * @param <T> the row
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @return the row
     * @throws UnexpectedRowsException if there is no row, or more than one
     */
    <T> T fetchSingle(Sql query, Class<T> type);

    /**
     * Reads the row of a query in plain SQL that gives exactly one.
     *
     * @param <T> the row
     * @param query the query
     * @param mapper makes an object of the row
     * @return the object
     * @throws UnexpectedRowsException if there is no row, or more than one
     */
    <T extends @Nullable Object> T fetchSingle(Sql query, RowMapper<T> mapper);

    /**
     * Lets work have the rows of a query in plain SQL as a stream while they arrive. Memory is needed for one batch of rows, not for the
     * result. When the work returns, the rest is stopped on the server and everything is given back; a stream or iterator that
     * escaped from it fails with an {@link IllegalStateException} that says where it was opened.
     *
     * @param <T> a row
     * @param <R> what the work gives
     * @param <X> the checked exception that the work may throw
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @param work what is done with the rows, in order and in this thread
     * @return what the work returned
     * @throws X what the work threw
     */
    <T, R extends @Nullable Object, X extends Exception> R stream(Sql query, Class<T> type, StreamWork<T, R, X> work)
            throws X;

    /**
     * Lets work have the rows of a query in plain SQL as a stream, as for a type.
     *
     * @param <T> a row
     * @param <R> what the work gives
     * @param <X> the checked exception that the work may throw
     * @param query the query
     * @param mapper makes an object of each row
     * @param work what is done with the objects, in order and in this thread
     * @return what the work returned
     * @throws X what the work threw
     */
    <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            Sql query, RowMapper<T> mapper, StreamWork<T, R, X> work) throws X;

    /**
     * Opens a cursor on the rows of a query in plain SQL. {@link #stream} is safer, since nobody has to close anything.
     *
     * @param <T> a row
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @return the cursor, before its first row; closed by the caller, in this thread
     */
    <T> Cursor<T> cursor(Sql query, Class<T> type);

    /**
     * Opens a cursor on the rows of a query in plain SQL, as for a type.
     *
     * @param <T> a row
     * @param query the query
     * @param mapper makes an object of each row
     * @return the cursor, before its first row; closed by the caller, in this thread
     */
    <T extends @Nullable Object> Cursor<T> cursor(Sql query, RowMapper<T> mapper);

    /**
     * Reads all rows of a query of jOOQ into a list.
     *
     * @param <T> a row
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @return the rows, in the order of the query; a new list, which the caller may change
     * @throws TooManyRowsException if there are more rows than {@code statement.rows-refuse-at}; past
     *     {@code statement.rows-warn-at} a warning is logged
     */
    <T> List<T> fetch(ResultQuery<?> query, Class<T> type);

    /**
     * Reads all rows of a query of jOOQ into a list.
     *
     * @param <T> a row
     * @param query the query
     * @param mapper makes an object of each row
     * @return the objects, in the order of the query; a new list, which the caller may change
     * @throws TooManyRowsException as for a type
     */
    <T extends @Nullable Object> List<T> fetch(ResultQuery<?> query, RowMapper<T> mapper);

    /**
     * Reads the row of a query of jOOQ that gives at most one.
     *
     * @param <T> the row
     * @param query the query
     * @param type a record, or a type of one column
     * @return the row; empty if there is none, or its one column is NULL
     * @throws UnexpectedRowsException if there is more than one row
     */
    <T> Optional<T> fetchOne(ResultQuery<?> query, Class<T> type);

    /**
     * Reads the row of a query of jOOQ that gives at most one.
     *
     * @param <T> the row
     * @param query the query
     * @param mapper makes an object of the row
     * @return the object; empty if there is no row, or the mapper gave null
     * @throws UnexpectedRowsException if there is more than one row
     */
    <T> Optional<T> fetchOne(ResultQuery<?> query, RowMapper<? extends @Nullable T> mapper);

    /**
     * Reads the row of a query of jOOQ that gives exactly one.
     *
     * @param <T> the row
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @return the row
     * @throws UnexpectedRowsException if there is no row, or more than one
     */
    <T> T fetchSingle(ResultQuery<?> query, Class<T> type);

    /**
     * Reads the row of a query of jOOQ that gives exactly one.
     *
     * @param <T> the row
     * @param query the query
     * @param mapper makes an object of the row
     * @return the object
     * @throws UnexpectedRowsException if there is no row, or more than one
     */
    <T extends @Nullable Object> T fetchSingle(ResultQuery<?> query, RowMapper<T> mapper);

    /**
     * Lets work have the rows of a query of jOOQ as a stream while they arrive. Memory is needed for one batch of rows, not for the
     * result. When the work returns, the rest is stopped on the server and everything is given back; a stream or iterator that
     * escaped from it fails with an {@link IllegalStateException} that says where it was opened.
     *
     * @param <T> a row
     * @param <R> what the work gives
     * @param <X> the checked exception that the work may throw
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @param work what is done with the rows, in order and in this thread
     * @return what the work returned
     * @throws X what the work threw
     */
    <T, R extends @Nullable Object, X extends Exception> R stream(
            ResultQuery<?> query, Class<T> type, StreamWork<T, R, X> work) throws X;

    /**
     * Lets work have the rows of a query of jOOQ as a stream, as for a type.
     *
     * @param <T> a row
     * @param <R> what the work gives
     * @param <X> the checked exception that the work may throw
     * @param query the query
     * @param mapper makes an object of each row
     * @param work what is done with the objects, in order and in this thread
     * @return what the work returned
     * @throws X what the work threw
     */
    <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            ResultQuery<?> query, RowMapper<T> mapper, StreamWork<T, R, X> work) throws X;

    /**
     * Opens a cursor on the rows of a query of jOOQ. {@link #stream} is safer, since nobody has to close anything.
     *
     * @param <T> a row
     * @param query the query
     * @param type a record, or a type of one column, in which NULL is an error
     * @return the cursor, before its first row; closed by the caller, in this thread
     */
    <T> Cursor<T> cursor(ResultQuery<?> query, Class<T> type);

    /**
     * Opens a cursor on the rows of a query of jOOQ, as for a type.
     *
     * @param <T> a row
     * @param query the query
     * @param mapper makes an object of each row
     * @return the cursor, before its first row; closed by the caller, in this thread
     */
    <T extends @Nullable Object> Cursor<T> cursor(ResultQuery<?> query, RowMapper<T> mapper);
}
