package dev.cormorant.migrations.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has around it.
 *
 * @param in for what is not typed on the command line
 * @param out for answers
 * @param err for progress and failures
 * @param environment the environment variables
 * @param terminal whether a person looks at {@code err}
 */
public record Surroundings(
        BufferedReader in, PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {

    /** Set by the script: Java cannot tell for one stream alone whether it is a terminal. */
    private static final String TERMINAL = "cormorant.terminal";

    /** Keeps an unmodifiable copy of the environment. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** {@return those of the running process; text is UTF-8 whatever the locale says} */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                System.getenv(),
                Boolean.getBoolean(TERMINAL));
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
    }

    /**
     * Asks the person at the terminal.
     *
     * @param user whose password it is
     * @return what was typed; empty if there is no terminal
     */
    public Optional<String> askPassword(String user) {
        Console console = terminal ? System.console() : null;
        char[] typed = console == null ? null : console.readPassword("Password for %s: ", user);
        return Optional.ofNullable(typed).map(String::new);
    }

    /** {@return whether a line may be drawn over: on a terminal that understands it, unless the person wants plain text} */
    public boolean drawsBars() {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
    }
}
