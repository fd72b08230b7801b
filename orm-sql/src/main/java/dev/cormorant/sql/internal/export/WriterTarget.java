package dev.cormorant.sql.internal.export;

import java.io.IOException;
import java.io.Writer;

/** A writer of somebody else, who closes it. */
final class WriterTarget implements Target {

    private static final int PIECE = 8_192;

    private final Writer writer;
    private final char[] piece = new char[PIECE];
    private long characters;

    WriterTarget(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void take(StringBuilder text) throws IOException {
        for (int from = 0; from < text.length(); from += PIECE) {
            int to = Math.min(from + PIECE, text.length());
            text.getChars(from, to, piece, 0);
            writer.write(piece, 0, to - from);
        }
        characters += text.length();
    }

    @Override
    public void finish() throws IOException {
        writer.flush();
    }

    @Override
    public void abandon(Throwable failure) {
        // What the writer has, it has.
    }

    @Override
    public long size() {
        return characters;
    }

    @Override
    public String remains() {
        return "a part of the rows has been written";
    }
}
