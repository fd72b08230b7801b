package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers from binaries, apart from the ones that the other tests share. */
final class LocalServersTest {
    @TempDir
    private Path temporary;

    @Test
    void runsPostgresAsNobodyForRootWhereThereAreNoUserNamespaces() throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<ServerAccount> withoutUnshare = ServerAccount.NOT_ROOT.subList(1, 3);
        ServerAccount account = ServerAccount.notRoot(withoutUnshare);
        assertThat(account.owner().isPresent()).isEqualTo(ServerAccount.jvmIsRoot());
        BinaryArchive archive = EmbeddedSource.archiveOf(ServerKind.POSTGRES).orElseThrow();
        Workspace workspace = new Workspace(temporary.resolve("cache"), temporary);
        Path home = new CachedDirectory(workspace.cache(), archive.name()).get(archive::unpackTo);
        ServerBinaries binaries = ServerBinaries.of(home, home.resolve("bin/postgres"), workspace);

        TestServer server = new LocalServers(workspace)
                .start(new PostgresLauncher(binaries, account), archive.name(), "embedded binaries");
        try {
            String database = server.createDatabase();
            assertThat(server.serverSessions(database)).isZero();
            server.pause();
            server.resume();
            server.kill();
            server.restart();
            assertThat(server.serverSessions(database)).isZero();
        } finally {
            server.close();
        }
        assertThat(serverFolders()).isEmpty();
        assertThat(workspace.leases()).isEmptyDirectory();
    }

    @Test
    void saysWhatTheServerComplainedAboutAndLeavesNothingWhenItDoesNotStart() throws Exception {
        Workspace workspace = new Workspace(temporary.resolve("cache"), temporary);
        Path broken = Files.writeString(
                temporary.resolve("mysqld"),
                """
                #!/bin/sh
                for argument in "$@"; do case $argument in --datadir=*) mkdir -p "${argument#--datadir=}";; esac; done
                case "$*" in *--initialize-insecure*) exit 0;; esac
                echo 'starting'; echo '[ERROR] the disk is on strike'; echo 'bye'; exit 3
                """);
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwxr-xr-x"));
        ServerBinaries binaries = new ServerBinaries(temporary, broken, Map.of());

        assertThatThrownBy(() -> new LocalServers(workspace)
                        .start(new MySqlLauncher(ServerKind.MYSQL, binaries), "broken", "a script"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the server ended with code 3: [ERROR] the disk is on strike");

        assertThat(serverFolders()).isEmpty();
        assertThat(workspace.leases()).isEmptyDirectory();
    }

    private List<Path> serverFolders() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("cormorant-"))
                    .toList();
        }
    }
}
