package dev.cormorant.examples.demo;

import dev.cormorant.core.lease.LeaseTotals;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The answers and the report as a person reads them. */
final class TextReport {

    private final DemoReport report;
    private final Target target;

    TextReport(DemoReport report, Target target) {
        this.report = report;
        this.target = target;
    }

    void print(PrintWriter out) {
        for (Answer answer : report.answers()) {
            out.println();
            new TextTable(answer).print(out);
        }
        out.println();
        out.println("Report");
        lines().forEach(line -> out.println("  " + line));
    }

    private List<String> lines() {
        LoadResult load = report.load();
        return List.of(
                line(
                        "database",
                        "%s %s, %s",
                        report.server().product(),
                        report.server().version(),
                        place()),
                line(
                        "loaded",
                        "%,d rows; the cities at %,d rows/s",
                        load.rows(),
                        load.cities().perSecond()),
                streamed(report.stream()),
                savepoint(report.savepoint()),
                line("peak heap", "%,d MB", (report.peakHeap() + 500_000) / 1_000_000),
                connections(report.connections()),
                leftOpen(report.leftOpen()),
                line("time", "%.1f s", report.took().toNanos() / 1e9),
                line("sources", "%s", DataFiles.ATTRIBUTION));
    }

    private static String streamed(StreamResult stream) {
        return line(
                "streamed",
                "%,d cities at %,d rows/s; %,d people in %d countries",
                stream.cities().rows(),
                stream.cities().perSecond(),
                stream.population(),
                stream.countryCodes());
    }

    private static String connections(LeaseTotals connections) {
        return line(
                "connections",
                "%,d opened, %,d times taken, %,d times given back",
                connections.opened(),
                connections.taken(),
                connections.givenBack());
    }

    private String place() {
        return target.folder().isEmpty()
                ? report.url()
                : target.keep() ? report.url() + " (kept)" : "a temporary file, which is removed";
    }

    private static String savepoint(SavepointResult counts) {
        return line(
                "savepoint",
                "%,d cities; %,d inserted, %,d deleted behind a savepoint; back to %,d and %,d",
                counts.before(),
                counts.inserted() - counts.before(),
                counts.inserted() - counts.deleted(),
                counts.savepointRolledBack(),
                counts.after());
    }

    private static String leftOpen(LeftOpen left) {
        return line(
                "left open",
                "leases %d, statements %d, transactions %d, services %d, threads %d",
                left.leases(),
                left.executions(),
                left.transactions(),
                left.services(),
                left.threads());
    }

    private static String line(String label, String format, Object... values) {
        return String.format(Locale.ROOT, "%-13s", label) + String.format(Locale.ROOT, format, values);
    }
}
