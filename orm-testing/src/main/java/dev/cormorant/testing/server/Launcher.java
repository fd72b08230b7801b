package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** How the programs of one product are started; knows their options and nothing about processes. */
sealed interface Launcher permits PostgresLauncher, MySqlLauncher {
    /** Changes with the options below that an existing data folder would not take on, so that no older one is used. */
    int TEMPLATE_FORMAT = 2;

    /** {@return the product that is started} */
    ServerKind kind();

    /** {@return the programs that are started} */
    ServerBinaries binaries();

    /** {@return the account that the programs run under} */
    ServerAccount account();

    /** {@return the name of the account inside the server that may do everything} */
    String adminUser();

    /**
     * Makes an empty data folder, {@code data}, inside a folder that holds the managing account's password in the file
     * {@code password}.
     */
    void initialise(Path template) throws IOException, RefusedException;

    /** Writes what the server reads at its start, beside its data folder. */
    void prepare(Path directory, String password) throws IOException;

    /** {@return the tail of the JDBC URL, empty or starting with a question mark} */
    default String urlParameters() {
        return "";
    }

    /** {@return the command that starts the server in the foreground} */
    List<String> command(Path directory, int port);

    /** {@return the signal that makes the server end soon and orderly, open sessions or not} */
    String stopSignal();

    /** Builds the folder that fresh servers are copied from: an empty data folder and a new random password. */
    default void buildTemplate(Path template) throws IOException, RefusedException {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        Path password = template.resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, HexFormat.of().formatHex(random));
        account().own(template);
        initialise(template);
    }

    /** Runs one of the product's programs to its end, and refuses with its last words if that was not a good one. */
    default void runTool(Path directory, List<String> command) throws IOException, RefusedException {
        Command.Result result = Command.of(directory, account().command(command).toArray(String[]::new))
                .with(binaries().environment())
                .run();
        if (!result.succeeded()) {
            throw new RefusedException(Path.of(command.get(0)).getFileName() + " failed: " + result.lastLine());
        }
    }
}
