package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.ExportException;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.error.TransactionTimedOutException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.export.Export;
import dev.cormorant.sql.export.ExportOptions;
import dev.cormorant.testing.DatabaseKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports that fail leave nothing: no part of a file, the old file as it was, nothing open. */
public abstract class RowExportFailureContract extends OrmContract {

    private static final int MANY = 50_000;
    private static final int BAD = 20_000;
    private static final String OLD = "what was there before";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    private Path folder;

    /** For subclasses of the driver modules. */
    protected RowExportFailureContract() {}

    @BeforeEach
    final void anOldFile() throws IOException {
        Files.writeString(file(), OLD);
    }

    private Path file() {
        return folder.resolve("old.csv");
    }

    private Export numbers() {
        return orm().export(Sql.of(testDatabase().numbersQuery(MANY)));
    }

    /** A query whose row {@link #BAD} no database can compute. */
    private Export failing() {
        String bad = "case when id = " + BAD + " then ";
        String column =
                switch (testDatabase().kind()) {
                    case SQLITE -> "abs(" + bad + "-9223372036854775807 - 1 else id end)";
                    case POSTGRES -> "1 / (id - " + BAD + ")";
                    case MYSQL, MARIADB -> "exp(" + bad + "1000 else 1 end)";
                };
        return orm().export(Sql.of(
                "select id, " + column + " as n from (" + testDatabase().numbersQuery(MANY) + ") numbers"));
    }

    private void assertNothingLeft() throws IOException, SQLException {
        assertThat(folder).as("no other file").isDirectoryNotContaining(other -> !other.equals(file()));
        assertThat(Files.readString(file())).isEqualTo(OLD);
        assertUsable();
    }

    @Test
    void namesTheRowAtWhichTheQueryFails() throws Exception {
        ExportException failed =
                catchThrowableOfType(ExportException.class, () -> failing().to(file()));
        assertThat(failed.row().orElse(0)).isBetween(2L, (long) MANY);
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            // PostgreSQL computes a batch of rows before the first of them arrives, MySQL has an order of its own.
            assertThat(failed.row()).hasValue(BAD);
        }
        assertThat(failed)
                .hasMessageStartingWith("export on " + database().label() + ": it ended at row ")
                .hasMessageContaining("the file is as it was")
                .hasCauseInstanceOf(StatementException.class);
        assertNothingLeft();
    }

    @Test
    void passesOnWhatTheSinkThrows() throws Exception {
        IOException full = new IOException("no space left on device");
        OutputStream stream = new OutputStream() {
            private int written;

            @Override
            public void write(int one) throws IOException {
                throw full;
            }

            @Override
            public void write(byte[] some, int from, int length) throws IOException {
                written += length;
                if (written > 100_000) {
                    throw full;
                }
            }
        };
        ExportException failed =
                catchThrowableOfType(ExportException.class, () -> numbers().to(stream));
        assertThat(failed).hasCause(full).hasMessageContainingAll("a part of the rows", "no space left on device");
        assertThat(failed.row().orElse(0)).isBetween(2L, (long) MANY - 1);
        assertThat(numbers().to(Writer.nullWriter()).rows()).isEqualTo(MANY);
        assertNothingLeft();
    }

    @Test
    void endsWithTheInterruptOfItsThread() throws Exception {
        try {
            ExportException failed = catchThrowableOfType(ExportException.class, () -> numbers()
                    .with(ExportOptions.defaults().withProgress(Duration.ZERO, progress -> {
                        if (progress.rows() == BAD) {
                            Thread.currentThread().interrupt();
                        }
                    }))
                    .to(file()));
            assertThat(failed).hasCauseInstanceOf(StatementCancelledException.class);
            assertThat(failed.row()).hasValue(BAD + 1);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertNothingLeft();
    }

    @Test
    void passesOnWhatTheListenerThrows() throws Exception {
        IllegalStateException enough = new IllegalStateException("enough");
        ExportOptions options = ExportOptions.defaults().withProgress(Duration.ZERO, progress -> {
            throw enough;
        });
        assertThatThrownBy(() -> numbers().with(options).to(file())).isSameAs(enough);
        assertNothingLeft();
    }

    @Test
    void hasATimeOfItsOwnInPlaceOfThatOfAStatement() throws Exception {
        Orm hasty =
                Orm.over(open(config().withStatements(statements -> statements.withTimeout(Duration.ofMillis(100)))));
        Duration atLeast = Duration.ofMillis(testDatabase().kind() == DatabaseKind.POSTGRES ? 150 : 60);
        Sql slow = Sql.of(testDatabase().slowQuery(atLeast));
        assertThatThrownBy(() -> hasty.fetch(slow, Long.class)).isInstanceOf(StatementTimeoutException.class);
        assertThat(hasty.export(slow).to(OutputStream.nullOutputStream()).rows())
                .isEqualTo(1);
        Export slower = orm().export(Sql.of(testDatabase().slowQuery(Duration.ofMinutes(10))));
        assertThatThrownBy(() -> slower.with(ExportOptions.defaults().withTimeout(Duration.ofSeconds(1)))
                        .to(file()))
                .isInstanceOfAny(StatementTimeoutException.class, TransactionTimedOutException.class);
        assertNothingLeft();
    }

    @Test
    void endsWhenItsTimeIsUpBetweenTwoRows() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        ExportOptions options = ExportOptions.defaults()
                .withTimeout(Duration.ofSeconds(1))
                .withProgress(Duration.ZERO, progress -> {
                    if (progress.rows() == BAD) {
                        assertThat(never(never)).isFalse();
                    }
                });
        assertThatThrownBy(() -> numbers().with(options).to(file())).isInstanceOf(OrmException.class);
        assertNothingLeft();
    }

    private static boolean never(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void refusesFilesThatItCouldNotReplace() throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers().to(folder))
                .withMessageContaining("no regular file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers().to(folder.resolve("none").resolve("new.csv")))
                .withMessageContaining("there is no folder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> numbers()
                        .with(ExportOptions.defaults().withReplace(false))
                        .to(file()))
                .withMessageContaining("is there already");
        assertThatThrownBy(() ->
                        orm().export(Sql.of("select nonsense from nowhere")).to(file()))
                .isInstanceOf(OrmException.class)
                .isNotInstanceOf(ExportException.class);
        assertNothingLeft();
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file());
        numbers().to(link);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file())).startsWith("id,");
    }
}
