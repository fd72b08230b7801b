package dev.cormorant.testing.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A recording of the Flight Recorder with all events of ours, however short. */
final class FlightRecording implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("Statement", "Transaction", "Lease", "ConnectionOpened", "ConnectionClosed", "Leak", "Alert");

    private final Recording recording = new Recording();

    private FlightRecording() {
        NAMES.forEach(name -> recording.enable("dev.cormorant." + name).withoutThreshold());
        recording.start();
    }

    static FlightRecording start() {
        return new FlightRecording();
    }

    /** {@return all events so far; ends the recording} */
    List<RecordedEvent> events() throws IOException {
        recording.stop();
        Path file = Files.createTempFile("cormorant", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
