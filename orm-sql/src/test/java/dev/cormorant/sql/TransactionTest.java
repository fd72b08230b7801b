package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.Database;
import dev.cormorant.core.error.ShuttingDownException;
import dev.cormorant.core.transaction.TransactionOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TransactionTest extends OrmTestBase {

    private static final Sql DELETE = Sql.of("delete from city where id = :id");
    private static final Sql COUNT = Sql.of("select count(*) from city");

    private int count() {
        return orm.fetchSingle(COUNT, Integer.class);
    }

    /** Written as callers write it, which is what has to compile: expressions, blocks, with and without a result. */
    @Test
    void takesEveryFormOfLambda() throws IOException {
        orm.transaction(tx -> orm.execute(DELETE.bind("id", 1)));
        orm.transaction(tx -> {
            orm.execute(DELETE.bind("id", 2));
        });
        orm.transaction(TransactionOptions.readWrite().named("third"), tx -> {
            orm.execute(DELETE.bind("id", 3));
        });
        int left = orm.transactionResult(tx -> count());
        assertThat(left).isEqualTo(1);
        String name = orm.transactionResult(TransactionOptions.reading().named("report"), tx -> {
            if (count() > 100) {
                throw new IOException("too many");
            }
            return tx.name();
        });
        assertThat(name).isEqualTo("report");
    }

    @Test
    void rollsBackAndPassesOnWhatTheWorkThrows() {
        IOException mine = new IOException("mine");
        assertThatThrownBy(() -> orm.transaction(tx -> {
                    orm.execute(DELETE.bind("id", 1));
                    assertThat(count()).isEqualTo(3);
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(count()).isEqualTo(CITIES);
    }

    @Test
    void aNestedOneIsASavepoint() {
        orm.transaction(outer -> {
            orm.execute(DELETE.bind("id", 1));
            assertThatThrownBy(() -> orm.transaction(inner -> {
                        orm.execute(Sql.of("delete from city"));
                        throw new IllegalStateException("inner");
                    }))
                    .hasMessage("inner");
            assertThat(count()).isEqualTo(3);
        });
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void readingStreamingAndCursorsJoinIt() {
        orm.transaction(tx -> {
            orm.execute(DELETE.bind("id", 1));
            long left = orm.stream(ALL, City.class, Stream::count);
            assertThat(left).isEqualTo(3);
            try (var cursor = orm.cursor(ALL, City.class)) {
                assertThat(cursor.next()).isTrue();
                assertThat(orm.fetch(ALL, City.class))
                        .as("beside an open cursor")
                        .hasSize(3);
            }
            assertThat(orm.stats().connections().active()).isEqualTo(1);
        });
    }

    @Test
    void aViewClosesNothing() {
        Database database = orm.database();
        try (Orm view = Orm.over(database)) {
            assertThat(view.fetchSingle(COUNT, Integer.class)).isEqualTo(CITIES);
            assertThat(view.close(Duration.ZERO, Duration.ZERO).isClean()).isTrue();
        }
        assertThat(count()).isEqualTo(CITIES);
    }

    @Test
    void theOwnerClosesTheDatabase() {
        Orm other = Orm.open(config());
        assertThat(other.close(Duration.ofSeconds(1), Duration.ofSeconds(1)).isClean())
                .isTrue();
        other.close();
        assertThatThrownBy(() -> other.fetch(COUNT, Integer.class)).isInstanceOf(ShuttingDownException.class);
        assertThatThrownBy(() -> other.sql().fetch("select 1")).isInstanceOf(ShuttingDownException.class);
        assertThat(other.stats().services()).isZero();
    }
}
