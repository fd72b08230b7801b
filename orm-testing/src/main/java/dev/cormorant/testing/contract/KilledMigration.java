package dev.cormorant.testing.contract;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process that migrates or undoes, says how far it has come, and can be killed like any other. */
final class KilledMigration implements AutoCloseable {

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private KilledMigration(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "killed-migration");
        reader.setDaemon(true);
        reader.start();
    }

    static KilledMigration start(TestDatabase database, String location, String verb) throws IOException {
        ProcessBuilder child = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledMigration.class.getName(),
                database.jdbcUrl(),
                database.server().isPresent() ? database.user() : "",
                location,
                verb));
        if (database.server().isPresent()) {
            child.environment().put(MigrationChild.PASSWORD, database.password());
        }
        return new KilledMigration(child.redirectErrorStream(true).start());
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            lines.add("killed");
        }
    }

    boolean hasReached(String place) {
        if (!process.isAlive() && !lines.contains(place)) {
            throw new AssertionError("the process ended by itself:\n" + String.join("\n", lines));
        }
        return lines.contains(place);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Takes URL, user (empty for none), location, and {@code migrate} or {@code undo}. */
    public static void main(String[] arguments) {
        DatabaseConfig config = DatabaseConfig.of(arguments[0], Preset.TEST);
        if (!arguments[1].isEmpty()) {
            config = config.withUser(arguments[1]).withPassword(System.getenv(MigrationChild.PASSWORD));
        }
        try (Database database = Database.open(config)) {
            Migrator migrator = Migrator.of(database).locations(arguments[2]).listener(progress -> {
                System.out.println(progress.script() + " " + progress.statement() + "/" + progress.statements());
                System.out.flush();
            });
            if (arguments[3].equals("undo")) {
                migrator.undo();
            } else {
                migrator.migrate();
            }
        }
    }
}
