package dev.cormorant.examples;

import dev.cormorant.migrations.cli.Surroundings;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/**
 * One run of the command inside the JVM of the tests, away from a terminal.
 *
 * @param exitCode what the process would end with
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record OrmRun(int exitCode, String out, String err) {

    static OrmRun of(String... arguments) {
        return of(Map.of(), arguments);
    }

    static OrmRun of(Map<String, String> environment, String... arguments) {
        return of("", environment, arguments);
    }

    static OrmRun of(String input, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new BufferedReader(new StringReader(input)),
                new PrintWriter(out),
                new PrintWriter(err),
                environment,
                false);
        int exitCode = Main.run(surroundings, arguments);
        return new OrmRun(exitCode, out.toString(), err.toString());
    }
}
