package dev.cormorant.testing.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a temporary file is, and what becomes of it when that JVM is gone. */
final class OwnedFilesTest {
    private static final long NOBODY = 4_294_967_000L;

    @TempDir
    private Path folder;

    @Test
    void removesWhatDeadJvmsOfThisPlaceHaveLeft() throws IOException {
        JvmOwner self = JvmOwner.ofThisJvm();
        Path ofDead = make(new JvmOwner(self.place(), NOBODY, Instant.now()));
        Path ofReused = make(new JvmOwner(self.place(), self.pid(), Instant.EPOCH));
        Path ofSelf = make(self);
        Path ofOtherPlace = make(new JvmOwner("otherboot.1", NOBODY, Instant.now()));
        Path foreign = Files.createFile(folder.resolve("cormorant-x-of-nobody-1-2-abcdef"));

        OwnedFiles.sweep(folder);

        assertThat(folder).isDirectoryContaining(ofSelf::equals);
        assertThat(ofDead).doesNotExist();
        assertThat(ofReused).as("another process has its number now").doesNotExist();
        assertThat(ofOtherPlace).as("nobody here can say whether it lives").exists();
        assertThat(foreign).exists();
    }

    @Test
    void namesThisJvmAsTheOwnerOfWhatItMakes() throws IOException {
        Path made = OwnedFiles.folder("test");
        try {
            assertThat(made).isEmptyDirectory();
            assertThat(made.getFileName().toString())
                    .startsWith("cormorant-test-of-" + JvmOwner.ofThisJvm().text() + "-");
            OwnedFiles.sweep(made.resolveSibling("."));
            assertThat(made).exists();
        } finally {
            Files.delete(made);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "place",
                "place-",
                "place-12",
                "place-x-12",
                "place-12-yesterday",
                "place-12345678901234567890-1",
                "place-1-9999999999999",
                "place-1-2-3"
            })
    void doesNotReadWhatItDidNotWrite(String text) {
        assertThat(JvmOwner.parse(text)).isEmpty();
    }

    private Path make(JvmOwner owner) throws IOException {
        Path made = Files.createDirectory(folder.resolve("cormorant-x-of-" + owner.text() + "-0123abcd"));
        Files.createFile(made.resolve("content"));
        return made;
    }
}
