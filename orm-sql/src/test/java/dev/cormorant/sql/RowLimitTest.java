package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.TooManyRowsException;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

final class RowLimitTest extends OrmTestBase {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.cormorant.core");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Override
    DatabaseConfig config() {
        return super.config().withStatements(limits -> limits.withRowsWarnAt(3));
    }

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    private enum Way {
        FETCH {
            @Override
            void read(Orm orm) {
                orm.fetch(ALL, City.class);
            }
        },
        FETCH_OF_JOOQ_QUERY {
            @Override
            void read(Orm orm) {
                orm.fetch(orm.sql().resultQuery("select name from city"), String.class);
            }
        },
        JOOQ_FETCH {
            @Override
            void read(Orm orm) {
                orm.sql().resultQuery("select name from city").fetch();
            }
        },
        JOOQ_FOR_LOOP {
            @Override
            void read(Orm orm) {
                ResultQuery<Record> query = orm.sql().resultQuery("select name from city");
                int rows = 0;
                for (Record row : query) {
                    rows += row.size();
                }
                assertThat(rows).isPositive();
            }
        };

        abstract void read(Orm orm);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void warnsOncePastTheLimitOfRowsInMemory(Way way) {
        way.read(orm);
        assertThat(log.list)
                .singleElement()
                .asString()
                .contains("more than 3 rows")
                .contains("sqlite \"cities\"");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void refusesPastTheHarderLimit(Way way) {
        DatabaseConfig strict = super.config().withStatements(limits -> limits.withRowsRefuseAt(3));
        try (Orm other = Orm.open(strict)) {
            assertThatThrownBy(() -> way.read(other))
                    .isInstanceOf(TooManyRowsException.class)
                    .hasMessageContaining("more than 3 rows");
            assertThat(other.stats().isIdle()).isTrue();
        }
    }

    @Test
    void saysNothingOfStreamsAndCursors() {
        assertThat(orm.<City, Long, RuntimeException>stream(ALL, City.class, cities -> cities.count()))
                .isEqualTo(CITIES);
        try (var cursor = orm.cursor(orm.sql().resultQuery("select name from city"), String.class)) {
            cursor.forEach(name -> assertThat(name).isNotBlank());
        }
        assertThat(log.list).isEmpty();
    }
}
