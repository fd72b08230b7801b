package dev.cormorant.testing.data.internal;

import org.jspecify.annotations.Nullable;

/** What is wrong in a file, with the place; becomes the exception that the caller of {@code testing.data} sees. */
public final class FileProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;
    private final String column;

    /**
     * A problem.
     *
     * @param source the file
     * @param line the line, from 1; 0 if it is not about one
     * @param column the column; empty if it is not about one
     * @param wrong what is wrong and what is allowed
     * @param cause what was thrown, if anything
     */
    public FileProblem(String source, int line, String column, String wrong, @Nullable Throwable cause) {
        super(wrong, cause);
        this.source = source;
        this.line = line;
        this.column = column;
    }

    /** {@return the file} */
    public String source() {
        return source;
    }

    /** {@return the line, from 1; 0 if it is not about one} */
    public int line() {
        return line;
    }

    /** {@return the column; empty if it is not about one} */
    public String column() {
        return column;
    }
}
