package dev.cormorant.sql.internal.run;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.UnexpectedRowsException;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The failures of one call on one database.
 *
 * @param database the database
 * @param attempted the call, as a verb phrase
 * @param sql the text of the statement, without any value; a query of jOOQ knows it once it has been rendered
 */
record Failures(Database database, String attempted, Supplier<String> sql) {

    private FailedOperation operation() {
        return new FailedOperation(attempted, database.label(), 0, sql.get());
    }

    OrmException translated(SQLException failed) {
        return database.translate(failed, operation());
    }

    /** What goes wrong with a value knows its column; which row of which query it was is known here. */
    MappingException inRow(long row, MappingException failed) {
        return new MappingException(operation().message("row " + row + ": " + failed.getMessage()), failed);
    }

    MappingException inShape(MappingException failed) {
        return new MappingException(operation().message(failed.getMessage()), failed);
    }

    UnexpectedRowsException unexpectedRows(String wrong) {
        return new UnexpectedRowsException(operation().message(wrong), null);
    }
}
