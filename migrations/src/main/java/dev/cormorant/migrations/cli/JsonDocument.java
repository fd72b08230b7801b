package dev.cormorant.migrations.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON document on standard output: maps, lists, texts, numbers, truth values; times in milliseconds, the rest as text. */
final class JsonDocument {

    private JsonDocument() {}

    static void print(Map<String, Object> document, PrintWriter out) {
        try (JsonGenerator json = generator(out).useDefaultPrettyPrinter()) {
            write(json, document);
        } catch (IOException failed) {
            throw new UncheckedIOException("standard output cannot be written", failed);
        }
        out.println();
    }

    /** {@return a generator that leaves the writer open} */
    static JsonGenerator generator(PrintWriter out) throws IOException {
        return new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Optional<?> optional) {
            write(json, optional.orElse(null));
        } else {
            single(json, value);
        }
    }

    /** Writes a value that has no parts; one of a database as JSON has it. */
    static void single(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Duration took) {
            json.writeNumber(took.toMillis());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
