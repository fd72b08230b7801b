package dev.cormorant.examples.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cormorant.core.lease.LeaseTotals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The report as one JSON object, for programs. */
final class JsonReport {

    private final DemoReport report;

    JsonReport(DemoReport report) {
        this.report = report;
    }

    String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            database(json);
            load(json);
            answers(json);
            stream(json);
            savepoint(json);
            connections(json, report.connections());
            leftOpen(json, report.leftOpen());
            json.writeNumberField("peakHeapBytes", report.peakHeap());
            json.writeNumberField("seconds", report.took().toNanos() / 1e9);
            json.writeBooleanField("good", report.isGood());
            json.writeStringField("sources", DataFiles.ATTRIBUTION);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void database(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("database");
        json.writeStringField("product", report.server().product());
        json.writeStringField("version", report.server().version());
        json.writeStringField("url", report.url());
        json.writeStringField("schema", report.migration().versionAfter().orElse(""));
        json.writeNumberField("migrations", report.migration().applied().size());
        json.writeEndObject();
    }

    private void load(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("load");
        json.writeNumberField("countries", report.load().countries());
        json.writeNumberField("languages", report.load().languages());
        rate(json, "cities", report.load().cities());
        json.writeEndObject();
    }

    private static void rate(JsonGenerator json, String rows, Rate rate) throws IOException {
        json.writeNumberField(rows, rate.rows());
        json.writeNumberField("seconds", rate.seconds());
        json.writeNumberField("rowsPerSecond", rate.perSecond());
    }

    private void answers(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("answers");
        for (Answer answer : report.answers()) {
            json.writeStartObject();
            json.writeStringField("name", answer.name());
            json.writeStringField("question", answer.question());
            json.writeArrayFieldStart("rows");
            for (List<Object> row : answer.rows()) {
                row(json, answer.columns(), row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, List<String> columns, List<Object> values) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeObjectField(columns.get(i), values.get(i));
        }
        json.writeEndObject();
    }

    private void stream(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("stream");
        rate(json, "rows", report.stream().cities());
        json.writeNumberField("population", report.stream().population());
        json.writeNumberField("countryCodes", report.stream().countryCodes());
        json.writeEndObject();
    }

    private void savepoint(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("savepoint");
        json.writeNumberField("before", report.savepoint().before());
        json.writeNumberField("inserted", report.savepoint().inserted());
        json.writeNumberField("deleted", report.savepoint().deleted());
        json.writeNumberField("savepointRolledBack", report.savepoint().savepointRolledBack());
        json.writeNumberField("after", report.savepoint().after());
        json.writeEndObject();
    }

    private static void connections(JsonGenerator json, LeaseTotals connections) throws IOException {
        json.writeObjectFieldStart("connections");
        json.writeNumberField("opened", connections.opened());
        json.writeNumberField("taken", connections.taken());
        json.writeNumberField("givenBack", connections.givenBack());
        json.writeEndObject();
    }

    private static void leftOpen(JsonGenerator json, LeftOpen left) throws IOException {
        json.writeObjectFieldStart("leftOpen");
        json.writeNumberField("leases", left.leases());
        json.writeNumberField("executions", left.executions());
        json.writeNumberField("transactions", left.transactions());
        json.writeNumberField("services", left.services());
        json.writeNumberField("threads", left.threads());
        json.writeEndObject();
    }
}
