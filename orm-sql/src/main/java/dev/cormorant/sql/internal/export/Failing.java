package dev.cormorant.sql.internal.export;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ExportException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.StatementCancelledException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How the failures of exports are told. */
final class Failing {

    static final String ATTEMPTED = "export";

    private Failing() {}

    private static String message(Database database, String wrong) {
        return FailedOperation.of(ATTEMPTED, database.label()).message(wrong);
    }

    static ExportException ofFile(Database database, Path file, IOException cause) {
        return new ExportException(
                message(database, "the file " + file + " cannot be written: " + said(cause)), 0, cause);
    }

    /** An export that ended early; row 0 stands for none. */
    static ExportException early(Database database, long row, String remains, Throwable cause) {
        String place = row == 0 ? "after the last row" : "at row " + row;
        // What was attempted is said once.
        String why = said(cause);
        String prefix = message(database, "");
        why = why.startsWith(prefix) ? why.substring(prefix.length()) : why;
        return new ExportException(
                message(database, "it ended " + place + ", and " + remains + ": " + why), row, cause);
    }

    static StatementCancelledException interrupted(Database database, @Nullable Throwable cause) {
        return new StatementCancelledException(message(database, "the thread was interrupted"), cause);
    }

    /** The message of a failure of files is often only a name. */
    private static String said(Throwable cause) {
        String text = cause.getMessage();
        if (cause instanceof IOException) {
            String name = cause.getClass().getSimpleName();
            return text == null || text.isEmpty() ? name : name.equals("IOException") ? text : name + ": " + text;
        }
        return String.valueOf(text);
    }
}
