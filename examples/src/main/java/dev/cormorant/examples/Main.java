package dev.cormorant.examples;

import dev.cormorant.examples.demo.DemoCommand;
import dev.cormorant.migrations.cli.Cli;
import dev.cormorant.migrations.cli.Surroundings;
import java.util.List;

/** Where the {@code orm} script of this repository begins: the command {@code orm}, and the demo. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments what was typed after {@code orm}
     */
    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofThisProcess(), arguments));
    }

    static int run(Surroundings surroundings, String... arguments) {
        return Cli.run(surroundings, List.of(new DemoCommand(surroundings)), arguments);
    }
}
