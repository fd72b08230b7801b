package dev.cormorant.testing.contract;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.testing.fault.Fault;
import dev.cormorant.testing.fault.FaultyDataSource;
import dev.cormorant.testing.fault.FaultyDrivers;
import java.util.concurrent.locks.LockSupport;

/** A process that migrates and stops for good before the nth JDBC call after a statement has begun, so that it can be killed there. */
final class MigrationChild {

    /** The environment variable with the password. */
    static final String PASSWORD = "CONTRACT_PASSWORD";

    /** What it writes when it has come to that call. */
    static final String THERE = "there";

    private MigrationChild() {}

    /** Takes URL, user (empty for none), location, the number of the statement, and that of the call after its begin. */
    public static void main(String[] arguments) {
        DatabaseConfig config = DatabaseConfig.of(arguments[0], Preset.TEST);
        if (!arguments[1].isEmpty()) {
            config = config.withUser(arguments[1]).withPassword(System.getenv(PASSWORD));
        }
        FaultyDrivers drivers = FaultyDrivers.forConfig(config);
        FaultyDataSource faulty = FaultyDataSource.of(drivers.connections());
        try (Database database = Database.open(config, drivers.through(faulty))) {
            int statement = Integer.parseInt(arguments[3]);
            Fault fault = Fault.at(Long.parseLong(arguments[4])).throwing(MigrationChild::waitToBeKilled);
            Migrator.of(database)
                    .locations(arguments[2])
                    .listener(progress -> {
                        if (progress.statement() == statement) {
                            faulty.arm(fault);
                        }
                    })
                    .migrate();
        }
        System.out.println("ended");
    }

    private static IllegalStateException waitToBeKilled() {
        System.out.println(THERE);
        System.out.flush();
        while (true) {
            LockSupport.park();
        }
    }
}
