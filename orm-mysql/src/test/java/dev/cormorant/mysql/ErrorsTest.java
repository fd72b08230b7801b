package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.error.AcquireInterruptedException;
import dev.cormorant.core.error.AuthenticationFailedException;
import dev.cormorant.core.error.ConnectionUnavailableException;
import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.ConstraintViolationException.Kind;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.DatabaseBusyException;
import dev.cormorant.core.error.DeadlockException;
import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.core.error.OrmException;
import dev.cormorant.core.error.ReadOnlyException;
import dev.cormorant.core.error.SerializationFailureException;
import dev.cormorant.core.error.ServerUnreachableException;
import dev.cormorant.core.error.StatementCancelledException;
import dev.cormorant.core.error.StatementException;
import dev.cormorant.core.error.StatementTimeoutException;
import dev.cormorant.core.error.SyntaxException;
import dev.cormorant.core.error.UnknownDatabaseException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors whose servers or circumstances no test has at hand; the common ones are provoked on real servers. */
final class ErrorsTest {

    private static final FailedOperation STATEMENT =
            new FailedOperation("execute", "mysql \"test\"", 7, "insert into t values (?)");
    private static final FailedOperation LOGIN = FailedOperation.of("connect", "mysql \"test\"");

    private static OrmException translated(int number, @Nullable String state, String message) {
        return Errors.translate(new SQLException(message, state, number), STATEMENT);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(1213, "40001", DeadlockException.class),
                Arguments.of(1614, "XA102", DeadlockException.class),
                Arguments.of(1205, "HY000", DatabaseBusyException.class),
                Arguments.of(3572, "HY000", DatabaseBusyException.class),
                Arguments.of(1020, "HY000", SerializationFailureException.class),
                Arguments.of(1317, "70100", StatementCancelledException.class),
                Arguments.of(3024, "HY000", StatementTimeoutException.class),
                Arguments.of(1969, "70100", StatementTimeoutException.class),
                Arguments.of(1064, "42000", SyntaxException.class),
                Arguments.of(1146, "42S02", SyntaxException.class),
                Arguments.of(1049, "42000", SyntaxException.class),
                Arguments.of(1264, "22003", DataException.class),
                Arguments.of(1366, "HY000", DataException.class),
                Arguments.of(1792, "25006", ReadOnlyException.class),
                Arguments.of(1836, "HY000", ReadOnlyException.class),
                Arguments.of(1142, "42000", StatementException.class),
                Arguments.of(1044, "42000", StatementException.class),
                Arguments.of(1040, "08004", ServerUnreachableException.class),
                Arguments.of(1053, "08S01", ServerUnreachableException.class),
                Arguments.of(1203, "42000", ServerUnreachableException.class),
                Arguments.of(1226, "42000", ServerUnreachableException.class),
                Arguments.of(1927, "70100", ServerUnreachableException.class),
                Arguments.of(4031, "HY000", ServerUnreachableException.class),
                Arguments.of(3118, "HY000", AuthenticationFailedException.class),
                Arguments.of(1235, "42000", UnsupportedFeatureException.class));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void knowsTheMeaningOf(int number, String state, Class<? extends OrmException> meaning) {
        OrmException translated = translated(number, state, "some words");
        assertThat(translated)
                .isExactlyInstanceOf(meaning)
                .hasMessageContaining("execute on mysql \"test\" (execution 7)")
                .hasMessageContaining(String.valueOf(number));
        assertThat(translated.getCause()).isInstanceOf(SQLException.class);
    }

    private static void assertViolation(OrmException thrown, Kind kind, String constraint) {
        assertThat(thrown).isInstanceOfSatisfying(ConstraintViolationException.class, violation -> {
            assertThat(violation.kind()).isEqualTo(kind);
            assertThat(violation.constraint()).contains(constraint);
            assertThat(violation.getMessage()).contains(constraint).doesNotContain("secret");
        });
    }

    @Test
    void namesTheConstraintAndNeverTheValue() {
        assertViolation(
                translated(1062, "23000", "Duplicate entry 'secret for key 'x'' for key 'users.email'"),
                Kind.UNIQUE,
                "users.email");
        assertViolation(
                translated(
                        1452,
                        "23000",
                        "Cannot add or update a child row: a foreign key constraint fails (`a`.`b`, CONSTRAINT `fk``1` FOREIGN"
                                + " KEY (`c`) REFERENCES `d` (`e`))"),
                Kind.FOREIGN_KEY,
                "fk`1");
        assertViolation(translated(1048, "23000", "Column 'name' cannot be null"), Kind.NOT_NULL, "name");
        assertViolation(translated(1364, "HY000", "Field 'name' doesn't have a default value"), Kind.NOT_NULL, "name");
        assertViolation(translated(3819, "HY000", "Check constraint 'positive' is violated."), Kind.CHECK, "positive");
        assertViolation(translated(4025, "23000", "CONSTRAINT `positive` failed for `a`.`b`"), Kind.CHECK, "positive");
    }

    @Test
    void tellsOfATriggerThatRefusesWithoutItsWords() {
        assertThat(translated(1644, "45000", "no secret ducks"))
                .isInstanceOfSatisfying(ConstraintViolationException.class, violation -> {
                    assertThat(violation.kind()).isEqualTo(Kind.OTHER);
                    assertThat(violation.constraint()).isEmpty();
                    assertThat(violation.getMessage()).doesNotContain("secret");
                });
    }

    @Test
    void showsWhereAndNotWhatOfASyntaxErrorOrABadValue() {
        String syntax =
                "You have an error in your SQL syntax; check the manual for the right syntax to use near ''secret'' at"
                        + " line 3";
        assertThat(translated(1064, "42000", syntax))
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("secret");
        assertThat(translated(1366, "HY000", "Incorrect integer value: 'secret' for column 'age' at row 2"))
                .hasMessageContaining("column age, row 2")
                .hasMessageNotContaining("secret");
        assertThat(translated(1366, "HY000", "Incorrect integer value: 'secret' for column `a`.`b`.`age` at row 2"))
                .hasMessageContaining("column a.b.age, row 2")
                .hasMessageNotContaining("secret");
        assertThat(translated(1146, "42S02", "Table 'a.ducks' doesn't exist")).hasMessageContaining("a.ducks");
    }

    @Test
    void meansTheLoginWhereNoStatementRan() {
        assertThat(Errors.translate(new SQLException("Unknown database 'x'", "42000", 1049), LOGIN))
                .isInstanceOf(UnknownDatabaseException.class);
        assertThat(Errors.translate(new SQLException("Access denied for user", "42000", 1044), LOGIN))
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void looksBehindTheExceptionsOfThePool() {
        SQLException denied = new SQLException("Access denied for user", "28000", 1045);
        SQLException wrapped = new SQLTransientConnectionException("not available after 5 s", denied);
        assertThat(Errors.translate(wrapped, LOGIN)).isInstanceOf(AuthenticationFailedException.class);
        assertThat(Errors.translate(new SQLTransientConnectionException("not available after 5 s"), LOGIN))
                .isExactlyInstanceOf(ConnectionUnavailableException.class);
        assertThat(Errors.translate(new SQLException("interrupted", new InterruptedException()), LOGIN))
                .isInstanceOf(AcquireInterruptedException.class);
    }

    @Test
    void takesAConnectionForLostWhenTheHeapIsFull() {
        SQLException full = new SQLException("Java heap space", "S1000", 0);
        assertThat(VendorCode.of(full).fatal()).isTrue();
        assertThat(Errors.translate(full, STATEMENT)).hasMessageContaining("stream it");
    }

    @Test
    void keepsTheConnectionAfterWhatOnlyTheStatementDid() {
        assertThat(VendorCode.of(new SQLException("Duplicate", "23000", 1062)).fatal())
                .isFalse();
        assertThat(VendorCode.of(new SQLException("interrupted", "70100", 1317)).fatal())
                .isFalse();
        assertThat(VendorCode.of(new SQLException("killed", "70100", 1927)).fatal())
                .isTrue();
        assertThat(VendorCode.of(new SQLException("lost", "08S01", 0)).fatal()).isTrue();
    }

    @Test
    void namesWhatItDoesNotKnowByItsCode() {
        assertThat(translated(4711, "HY000", "a secret"))
                .isExactlyInstanceOf(StatementException.class)
                .hasMessageContaining("error 4711, SQLSTATE HY000")
                .hasMessageNotContaining("secret");
    }
}
