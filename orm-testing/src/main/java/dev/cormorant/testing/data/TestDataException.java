package dev.cormorant.testing.data;

import dev.cormorant.testing.data.internal.FileProblem;

/**
 * Test data that cannot be loaded: nothing of it was. The message names the file, the line, the column, what is wrong and what is
 * allowed, as in {@code data/city.csv:14: column "population" (int4): "many" does not fit; allowed: whole numbers from …}. Other
 * than the exceptions of the layer it shows values, since they come from files of tests.
 */
public final class TestDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;
    private final String column;

    TestDataException(FileProblem problem) {
        super(message(problem), problem.getCause());
        this.source = problem.source();
        this.line = problem.line();
        this.column = problem.column();
    }

    private static String message(FileProblem problem) {
        return problem.source()
                + (problem.line() > 0 ? ":" + problem.line() : "")
                + ": "
                + (problem.column().isEmpty() ? "" : "column " + problem.column() + ": ")
                + problem.getMessage();
    }

    /** {@return the file or resource, or {@code table "…"} for rows that were given as text} */
    public String source() {
        return source;
    }

    /** {@return the line, from 1; 0 if it is not about one} */
    public int line() {
        return line;
    }

    /** {@return the column, with its type where the table has it; empty if it is not about one} */
    public String column() {
        return column;
    }
}
