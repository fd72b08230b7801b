package dev.cormorant.sql;

import dev.cormorant.core.Database;
import dev.cormorant.core.DatabaseHandle;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.cursor.StreamWork;
import dev.cormorant.sql.internal.jooq.Jooq;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.Query;
import dev.cormorant.sql.internal.run.RowReader;
import dev.cormorant.sql.internal.run.Runner;
import dev.cormorant.sql.internal.text.FirstWords;
import dev.cormorant.sql.internal.text.Lexis;
import dev.cormorant.sql.internal.text.ParsedSql;
import dev.cormorant.sql.internal.text.ParsedStatements;
import dev.cormorant.sql.mapping.RowMapper;
import dev.cormorant.sql.mapping.RowMappers;
import java.util.List;
import java.util.Optional;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link Orm}: each way to read, for each way to write a query, put together of its parts. */
abstract sealed class Reading implements Reads permits Writing {

    final Database database;
    final Runner runner;
    private final RowMappers mappers;
    private final ParsedStatements statements;
    private final @Nullable Reading shared;
    private final @Nullable DatabaseHandle handle;
    private volatile @Nullable Jooq jooq;

    Reading(Database database) {
        String dialect = database.server().dialect();
        this.database = database;
        this.runner = new Runner(database);
        this.statements = new ParsedStatements(Lexis.of(dialect));
        // SQLite alone types its values and not its columns.
        this.mappers = RowMappers.of(database.columnTypes(), !dialect.equals("SQLITE"));
        this.shared = null;
        this.handle = null;
    }

    /** One owner's view of a database that has others; keeps nothing of its own but the ownership. */
    Reading(Reading shared, DatabaseHandle handle) {
        this.database = shared.database;
        this.runner = shared.runner;
        this.statements = shared.statements;
        this.mappers = shared.mappers;
        this.shared = shared;
        this.handle = handle;
    }

    /** Gives up the ownership, if this is the view of an owner. */
    final void release() {
        if (handle != null) {
            handle.close();
        }
    }

    final Jooq jooq() {
        if (shared != null) {
            return shared.jooq();
        }
        Jooq known = jooq;
        if (known == null) {
            synchronized (this) {
                known = jooq;
                if (known == null) {
                    known = Jooq.on(database);
                    jooq = known;
                }
            }
        }
        return known;
    }

    private Query query(ResultQuery<?> query) {
        return jooq().query(query);
    }

    final PlainQuery query(Sql sql) {
        ParsedSql parsed = parsed(sql.text());
        try {
            return new PlainQuery(sql.text(), sql.bound(parsed), database.columnTypes());
        } catch (IllegalArgumentException mistake) {
            throw new IllegalArgumentException(
                    new FailedOperation("execute", database.label(), 0, sql.text())
                            .message(String.valueOf(mistake.getMessage())),
                    mistake);
        }
    }

    final ParsedSql parsed(String text) {
        ParsedSql parsed = statements.parse(text);
        if (parsed.isTransactional()) {
            throw FirstWords.refusedTransaction(database.label(), text);
        }
        return parsed;
    }

    private <T> RowReader<T> reader(Class<T> type) {
        return rows -> mappers.mapper(type, rows.getMetaData());
    }

    final <T> RowReader<@Nullable T> nullableReader(Class<T> type) {
        return rows -> mappers.nullableMapper(type, rows.getMetaData());
    }

    private static <T extends @Nullable Object> RowReader<T> reader(RowMapper<T> mapper) {
        return rows -> mapper;
    }

    @Override
    public <T> List<T> fetch(Sql query, Class<T> type) {
        return runner.list(query(query), reader(type));
    }

    @Override
    public <T extends @Nullable Object> List<T> fetch(Sql query, RowMapper<T> mapper) {
        return runner.list(query(query), reader(mapper));
    }

    @Override
    public <T> Optional<T> fetchOne(Sql query, Class<T> type) {
        return runner.one(query(query), nullableReader(type));
    }

    @Override
    public <T> Optional<T> fetchOne(Sql query, RowMapper<? extends @Nullable T> mapper) {
        return runner.one(query(query), reader(mapper));
    }

    @Override
    public <T> T fetchSingle(Sql query, Class<T> type) {
        return runner.single(query(query), reader(type));
    }

    @Override
    public <T extends @Nullable Object> T fetchSingle(Sql query, RowMapper<T> mapper) {
        return runner.single(query(query), reader(mapper));
    }

    @Override
    public <T, R extends @Nullable Object, X extends Exception> R stream(
            Sql query, Class<T> type, StreamWork<T, R, X> work) throws X {
        return runner.stream(query(query), reader(type), work);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            Sql query, RowMapper<T> mapper, StreamWork<T, R, X> work) throws X {
        return runner.stream(query(query), reader(mapper), work);
    }

    @Override
    public <T> Cursor<T> cursor(Sql query, Class<T> type) {
        return runner.cursor(query(query), reader(type), "cursor");
    }

    @Override
    public <T extends @Nullable Object> Cursor<T> cursor(Sql query, RowMapper<T> mapper) {
        return runner.cursor(query(query), reader(mapper), "cursor");
    }

    @Override
    public <T> List<T> fetch(ResultQuery<?> query, Class<T> type) {
        return runner.list(query(query), reader(type));
    }

    @Override
    public <T extends @Nullable Object> List<T> fetch(ResultQuery<?> query, RowMapper<T> mapper) {
        return runner.list(query(query), reader(mapper));
    }

    @Override
    public <T> Optional<T> fetchOne(ResultQuery<?> query, Class<T> type) {
        return runner.one(query(query), nullableReader(type));
    }

    @Override
    public <T> Optional<T> fetchOne(ResultQuery<?> query, RowMapper<? extends @Nullable T> mapper) {
        return runner.one(query(query), reader(mapper));
    }

    @Override
    public <T> T fetchSingle(ResultQuery<?> query, Class<T> type) {
        return runner.single(query(query), reader(type));
    }

    @Override
    public <T extends @Nullable Object> T fetchSingle(ResultQuery<?> query, RowMapper<T> mapper) {
        return runner.single(query(query), reader(mapper));
    }

    @Override
    public <T, R extends @Nullable Object, X extends Exception> R stream(
            ResultQuery<?> query, Class<T> type, StreamWork<T, R, X> work) throws X {
        return runner.stream(query(query), reader(type), work);
    }

    @Override
    public <T extends @Nullable Object, R extends @Nullable Object, X extends Exception> R stream(
            ResultQuery<?> query, RowMapper<T> mapper, StreamWork<T, R, X> work) throws X {
        return runner.stream(query(query), reader(mapper), work);
    }

    @Override
    public <T> Cursor<T> cursor(ResultQuery<?> query, Class<T> type) {
        return runner.cursor(query(query), reader(type), "cursor");
    }

    @Override
    public <T extends @Nullable Object> Cursor<T> cursor(ResultQuery<?> query, RowMapper<T> mapper) {
        return runner.cursor(query(query), reader(mapper), "cursor");
    }
}
