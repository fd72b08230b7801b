package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

final class SqliteResultCodeTest {

    private static final FailedOperation FAILED = new FailedOperation("execute", "sqlite \"lab\"", 7, "insert … ?");

    @ParameterizedTest
    @EnumSource(SQLiteErrorCode.class)
    void knowsAMeaningForEveryResultCode(SQLiteErrorCode code) {
        SQLException error = new SQLiteException("[" + code.name() + "] words (canary)", code);
        OrmException meaning = SqliteErrors.translate(error, FAILED);
        assertThat(meaning).hasCause(error);
        assertThat(meaning.getMessage()).startsWith("execute on sqlite").doesNotContain("canary");
        boolean lost = code.name().matches("SQLITE_(IOERR|CORRUPT|NOTADB|NOMEM).*");
        assertThat(SqliteErrors.isFatal(error)).as(code.name()).isEqualTo(lost);
        if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
            assertThat(meaning).isInstanceOf(StatementCancelledException.class);
        }
        if (code.name().matches("SQLITE_(READONLY).*")) {
            assertThat(meaning).isInstanceOf(ReadOnlyException.class);
        }
        if (code.name().matches("SQLITE_(FULL|IOERR).*")) {
            assertThat(meaning).isExactlyInstanceOf(StatementException.class);
        }
    }

    @Test
    void neverGivesUpAConnectionInWhichTheDataLive() {
        SQLException error = new SQLiteException("[SQLITE_NOMEM] words (canary)", SQLiteErrorCode.SQLITE_NOMEM);
        SQLException closed = new SQLException("database connection closed");
        assertThat(Sqlite.driver("jdbc:sqlite:a.db").isFatal(error)).isTrue();
        assertThat(Sqlite.driver("jdbc:sqlite::memory:").isFatal(error)).isFalse();
        assertThat(Sqlite.driver("jdbc:sqlite::memory:").isFatal(closed)).isTrue();
    }
}
