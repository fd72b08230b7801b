package dev.cormorant.testing.data.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows in JSON: an array of objects for one table, an object of such arrays by the names of their tables, or objects on lines of their
 * own.
 */
public final class JsonFile {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String source;
    private final JsonParser parser;

    private JsonFile(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * Reads a text.
     *
     * @param source the file, for messages
     * @param table the name of the table, if the file is an array
     * @param text what the file holds
     * @return the tables in the order of the file
     * @throws FileProblem if it is no JSON, or of another form
     */
    public static List<FileTable> read(String source, String table, String text) {
        return parsed(source, text, file -> file.tables(table));
    }

    /**
     * Reads JSON lines.
     *
     * @param source the file, for messages
     * @param table the name of the table
     * @param text what the file holds: objects, each on a line of its own
     * @return the rows
     * @throws FileProblem if it is no JSON, or of another form
     */
    public static FileTable lines(String source, String table, String text) {
        return parsed(source, text, file -> file.objects(table));
    }

    /** What is made of a file. */
    private interface Reading<T> {
        T of(JsonFile file) throws IOException;
    }

    private static <T> T parsed(String source, String text, Reading<T> reading) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            return reading.of(new JsonFile(source, parser));
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null
                    ? 0
                    : malformed.getLocation().getLineNr();
            throw new FileProblem(source, line, "", "it is no JSON: " + malformed.getOriginalMessage(), malformed);
        } catch (IOException e) {
            throw new FileProblem(source, 0, "", "it cannot be read", e);
        }
    }

    private List<FileTable> tables(String table) throws IOException {
        List<FileTable> tables = new ArrayList<>();
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_ARRAY) {
            tables.add(table(table));
        } else if (first == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                expect(parser.nextToken(), JsonToken.START_ARRAY);
                tables.add(table(name));
            }
        } else {
            throw otherForm();
        }
        if (parser.nextToken() != null) {
            throw otherForm();
        }
        return tables;
    }

    private FileTable objects(String name) throws IOException {
        List<FileRow> rows = new ArrayList<>();
        while (parser.nextToken() != null) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new FileProblem(source, line(), "", "each line must be an object: {\"column\": value, …}", null);
            }
            rows.add(row());
        }
        return new FileTable(source, name, 1, List.of(), rows);
    }

    private FileTable table(String name) throws IOException {
        int line = line();
        List<FileRow> rows = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            rows.add(row());
        }
        return new FileTable(source, name, line, List.of(), rows);
    }

    private FileRow row() throws IOException {
        int begin = line();
        Map<String, Cell> cells = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String column = parser.currentName();
            parser.nextToken();
            int line = line();
            cells.put(column, Cell.ofJson(MAPPER.readTree(parser), line));
        }
        return new FileRow(begin, cells);
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private void expect(JsonToken token, JsonToken wanted) {
        if (token != wanted) {
            throw otherForm();
        }
    }

    private FileProblem otherForm() {
        return new FileProblem(
                source,
                line(),
                "",
                "the file must be [{\"column\": value, …}, …], or {\"table\": [{\"column\": value, …}, …], …}",
                null);
    }
}
