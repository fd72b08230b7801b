package dev.cormorant.core.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was being done when it failed: the first half of every message.
 *
 * @param attempted what was attempted, as a verb phrase: {@code "connect"}, {@code "execute"}
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param executionId the id of the execution; 0 if no statement was running
 * @param statement the SQL with placeholders; null if there was none
 */
public record FailedOperation(String attempted, String database, long executionId, @Nullable String statement) {

    private static final int SHOWN = 200;

    /**
     * What was attempted without a statement.
     *
     * @param attempted a verb phrase
     * @param database the label of the database
     * @return the operation
     */
    public static FailedOperation of(String attempted, String database) {
        return new FailedOperation(attempted, database, 0, null);
    }

    /** {@return the SQL with placeholders, if a statement was running} */
    public Optional<String> sql() {
        return Optional.ofNullable(statement);
    }

    /**
     * The message for what went wrong.
     *
     * @param wrong what is wrong and what is allowed; holds no bound value and no secret
     * @return one line: attempted, database, what is wrong, and the SQL cut at 200 characters
     */
    public String message(String wrong) {
        StringBuilder text = new StringBuilder(attempted).append(" on ").append(database);
        if (executionId != 0) {
            text.append(" (execution ").append(executionId).append(')');
        }
        text.append(": ").append(wrong);
        if (statement != null) {
            text.append("; SQL: ").append(shortened(statement));
        }
        return text.toString();
    }

    /**
     * SQL as messages and logs show it.
     *
     * @param sql the text of a statement
     * @return the text on one line, at most 200 characters
     */
    public static String shortened(String sql) {
        String line = (sql.length() > 4 * SHOWN ? sql.substring(0, 4 * SHOWN) : sql)
                .replaceAll("\\s+", " ")
                .strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1) + "…";
    }
}
