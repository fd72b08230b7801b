package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts MySQL and MariaDB: real accounts with passwords, TCP on the loopback address only, little memory, nothing synced
 * to disk. The authentication plug-in is the server's own default; MySQL offers TLS, as it does by default, and MariaDB does
 * not, as it does by default before 11.4. The URL asks for no TLS: MySQL 8.0.15 knows the Diffie-Hellman exchange alone, which
 * takes 20 ms of a processor on either side of each connection.
 *
 * @param kind MySQL or MariaDB
 * @param binaries its programs
 */
record MySqlLauncher(ServerKind kind, ServerBinaries binaries) implements Launcher {

    @Override
    public ServerAccount account() {
        return ServerAccount.ofThisJvm();
    }

    @Override
    public String adminUser() {
        return "cormorant";
    }

    @Override
    public String urlParameters() {
        return kind == ServerKind.MYSQL ? "?sslMode=DISABLED&allowPublicKeyRetrieval=true" : "";
    }

    @Override
    public void initialise(Path template) throws IOException, RefusedException {
        boolean mariaDb = kind == ServerKind.MARIADB;
        List<String> command = new ArrayList<>();
        command.add(
                mariaDb
                        ? binaries.find("mariadb-install-db", "mysql_install_db")
                                .toString()
                        : binaries.server().toString());
        command.addAll(commonOptions(template));
        if (mariaDb) {
            // Accounts with passwords instead of the system user's name; no look-up of the machine's name.
            command.addAll(
                    List.of("--auth-root-authentication-method=normal", "--skip-name-resolve", "--skip-test-db"));
        } else {
            command.add("--initialize-insecure");
        }
        runTool(template, command);
        // The identity of this server, which each copy has to make anew.
        Files.deleteIfExists(template.resolve("data").resolve("auto.cnf"));
    }

    /** Writes the statements that the server runs at its start; one a line, as it wants them. */
    @Override
    public void prepare(Path directory, String password) throws IOException {
        String admin = "'" + adminUser() + "'@'%'";
        Path file = directory.resolve("init.sql");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                file,
                List.of(
                        "CREATE USER IF NOT EXISTS " + admin + " IDENTIFIED BY '" + password + "';",
                        "GRANT ALL PRIVILEGES ON *.* TO " + admin + " WITH GRANT OPTION;",
                        "ALTER USER 'root'@'localhost' IDENTIFIED BY '" + password + "';",
                        // MariaDB makes these without a password.
                        "DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1';"));
        Files.createDirectories(directory.resolve("tmp"));
    }

    @Override
    public List<String> command(Path directory, int port) {
        List<String> command = new ArrayList<>();
        command.add(binaries.server().toString());
        command.addAll(commonOptions(directory));
        command.addAll(List.of(
                "--init-file=" + directory.resolve("init.sql"),
                "--tmpdir=" + directory.resolve("tmp"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                // Relative to the data folder, so that the path cannot be too long for a socket.
                "--socket=server.sock",
                "--pid-file=" + directory.resolve("server.pid"),
                "--skip-name-resolve",
                "--skip-log-bin",
                "--skip-performance-schema",
                "--character-set-server=utf8mb4",
                "--local-infile=1",
                "--max-connections=200",
                "--innodb-flush-log-at-trx-commit=2",
                "--innodb-doublewrite=0",
                // A shutdown leaves the work to a recovery that will never be.
                "--innodb-fast-shutdown=2"));
        if (kind == ServerKind.MYSQL) {
            command.addAll(List.of("--loose-mysqlx=OFF", "--secure-file-priv=NULL"));
        } else {
            // MariaDB 11.4 makes a 4096-bit key at every start otherwise, which takes from 1 to 30 s.
            command.add("--skip-ssl");
        }
        return List.copyOf(command);
    }

    @Override
    public String stopSignal() {
        return "TERM";
    }

    private List<String> commonOptions(Path directory) {
        List<String> options = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + binaries.home(),
                "--datadir=" + directory.resolve("data"),
                "--innodb-buffer-pool-size=32M",
                "--innodb-log-file-size=8M",
                // The kernel's asynchronous I/O slots are few and shared with the rest of the machine.
                "--innodb-use-native-aio=0",
                "--innodb-flush-method=nosync"));
        if (ServerAccount.jvmIsRoot()) {
            options.add("--user=root");
        }
        return options;
    }
}
