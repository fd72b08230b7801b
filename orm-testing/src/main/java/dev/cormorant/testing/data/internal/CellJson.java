package dev.cormorant.testing.data.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Values in the lines of a snapshot, to the last digit. */
public final class CellJson {

    private static final int LONGEST_TEXT = 256 << 20;
    private static final int LONGEST_NUMBER = 200_000;
    private static final String REAL = "real";
    private static final String BYTES = "bytes";

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Product product;
    private final CellText texts;

    /**
     * The lines of one product.
     *
     * @param product the product
     */
    public CellJson(Product product) {
        this.product = product;
        this.texts = new CellText(product);
    }

    /** {@return an object to be filled} */
    public static ObjectNode line() {
        return MAPPER.createObjectNode();
    }

    /** {@return the object on one line} */
    public static String text(ObjectNode line) {
        try {
            return MAPPER.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of JSON can be written", impossible);
        }
    }

    /** {@return the object of a line} */
    public static JsonNode read(String line) throws JsonProcessingException {
        return MAPPER.readTree(line);
    }

    /**
     * Adds a value to a line.
     *
     * @param line the line
     * @param column the name of its column
     * @param value the value; null for SQL NULL
     */
    public void put(ObjectNode line, String column, @Nullable Object value) {
        if (value == null) {
            line.putNull(column);
        } else if (value instanceof Long || value instanceof Integer) {
            line.put(column, ((Number) value).longValue());
        } else if (value instanceof BigInteger number) {
            line.put(column, number);
        } else if (value instanceof BigDecimal number) {
            line.put(column, number);
        } else if (value instanceof Double number) {
            putDouble(line, column, number);
        } else if (value instanceof Float number && isPlain(number)) {
            line.put(column, number.floatValue());
        } else if (value instanceof Boolean flag) {
            line.put(column, flag.booleanValue());
        } else if (value instanceof byte[] bytes) {
            putBytes(line, column, bytes);
        } else {
            line.put(column, value.toString());
        }
    }

    /** On SQLite a value says its type itself, and a number with a point is a double. */
    private void putDouble(ObjectNode line, String column, double number) {
        if (isPlain(number)) {
            line.put(column, number);
        } else if (product == Product.SQLITE) {
            line.putObject(column).put(REAL, Double.toString(number));
        } else {
            line.put(column, Double.toString(number));
        }
    }

    /** JSON has neither infinities nor a zero below zero. */
    private static boolean isPlain(double number) {
        return Double.isFinite(number) && (number != 0 || 1 / number > 0);
    }

    private void putBytes(ObjectNode line, String column, byte[] bytes) {
        String text = Bytes.text(bytes);
        if (product == Product.SQLITE) {
            line.putObject(column).put(BYTES, text);
        } else {
            line.put(column, text);
        }
    }

    /**
     * The value of a line for a column.
     *
     * @param column the column
     * @param value the value as JSON
     * @return what is bound; null for SQL NULL
     * @throws RefusedCell if the column does not take it
     */
    public @Nullable Object value(Column column, JsonNode value) {
        if (value.isNull()) {
            return null;
        } else if (product == Product.SQLITE) {
            return ofSqlite(value);
        } else if (value.isContainerNode()) {
            throw new RefusedCell(value.toString(), "a text, a number, true, false or null");
        }
        return texts.value(column, value.isBigDecimal() ? value.decimalValue().toString() : value.asText());
    }

    private static Object ofSqlite(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.longValue();
        } else if (value.isNumber()) {
            return value.decimalValue().doubleValue();
        } else if (value.has(REAL)) {
            return Double.parseDouble(value.get(REAL).asText());
        } else if (value.has(BYTES)) {
            String text = value.get(BYTES).asText();
            return Bytes.of(text).orElseThrow(() -> new RefusedCell(text, "bytes as 0x00ff or base64:AP8="));
        } else if (!value.isTextual()) {
            throw new RefusedCell(value.toString(), "a text, a number, null, {\"real\": …} or {\"bytes\": …}");
        }
        return value.asText();
    }
}
