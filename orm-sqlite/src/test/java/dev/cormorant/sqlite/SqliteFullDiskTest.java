package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.Database;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.fault.FullDisk;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite ends the transaction by itself when the disk is full; what is told is the full disk, and not what failed for that reason. */
final class SqliteFullDiskTest {

    record Page(@Id long id, String words) {}

    @TempDir
    Path folder;

    @Test
    void isWhatALoadFailsWith() throws SQLException {
        try (Database database = Sqlite.open(folder.resolve("a.db"))) {
            Orm orm = Orm.over(database);
            orm.execute(Sql.of("create table page (id integer primary key, words text not null)"));
            Throwable failed = catchThrowable(() -> orm.transaction(transaction -> {
                try (FullDisk disk = FullDisk.of(transaction.connection())) {
                    assertThat(disk).isNotNull();
                    orm.bulk(Page.class)
                            .insert(IntStream.range(0, 3000).mapToObj(id -> new Page(id, "x".repeat(3000))));
                }
            }));
            assertThat(failed).hasMessageContaining("the disk is full");
            assertThat(orm.stats().isIdle()).isTrue();
            assertThat(orm.fetchSingle(Sql.of("select count(*) from page"), Long.class))
                    .isZero();
        }
    }
}
