package dev.cormorant.sql.internal.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** A stream of somebody else, who closes it; in UTF-8, with an error for what is no text. */
final class StreamTarget implements Target {

    private final Counted bytes;
    private final WriterTarget writer;

    /** Counts what passes. */
    private static final class Counted extends FilterOutputStream {

        private long count;

        Counted(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            count++;
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            count += length;
        }
    }

    StreamTarget(OutputStream stream) {
        this.bytes = new Counted(stream);
        this.writer = new WriterTarget(new OutputStreamWriter(bytes, StandardCharsets.UTF_8.newEncoder()));
    }

    @Override
    public void take(StringBuilder text) throws IOException {
        writer.take(text);
    }

    @Override
    public void finish() throws IOException {
        writer.finish();
    }

    @Override
    public void abandon(Throwable failure) {
        writer.abandon(failure);
    }

    @Override
    public long size() {
        return bytes.count;
    }

    @Override
    public String remains() {
        return writer.remains();
    }
}
