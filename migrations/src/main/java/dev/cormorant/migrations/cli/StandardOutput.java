package dev.cormorant.migrations.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Standard output for what is long: says so when nobody reads it any more, which a {@link PrintWriter} only remembers. */
final class StandardOutput extends Writer {

    private final PrintWriter out;

    StandardOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        out.write(text, from, length);
        flush();
    }

    @Override
    public void flush() throws IOException {
        if (out.checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
