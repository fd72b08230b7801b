package dev.cormorant.migrations.cli;

import java.util.List;

/** Where the process of the {@code orm} command begins. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments what was typed after {@code orm}
     */
    public static void main(String[] arguments) {
        System.exit(Cli.run(Surroundings.ofThisProcess(), List.of(), arguments));
    }
}
