package dev.cormorant.examples.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.testing.guard.Finding;
import dev.cormorant.testing.guard.LeakError;
import dev.cormorant.testing.guard.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that are wrong fail, each for its reason and with one clear message. */
final class OrmTestFailuresTest {

    @AfterEach
    void forget() {
        WrongTests.forget();
    }

    static Stream<Arguments> leaving() {
        return Stream.of(
                Arguments.of(WrongTests.LeavesAConnection.class, Rule.LEASE),
                Arguments.of(WrongTests.LeavesATransactionOnWhatItWasGiven.class, Rule.TRANSACTION),
                Arguments.of(WrongTests.LeavesACursor.class, Rule.CURSOR),
                Arguments.of(WrongTests.LeavesACursorInTheTransactionOfTheTest.class, Rule.CURSOR),
                Arguments.of(WrongTests.LeavesAThread.class, Rule.THREAD),
                Arguments.of(WrongTests.AsksForEachRow.class, Rule.REPEATED_STATEMENT),
                Arguments.of(WrongTests.LeavesAConnectionOfTheWholeClass.class, Rule.LEASE));
    }

    @ParameterizedTest
    @MethodSource("leaving")
    void failsATestThatLeavesSomethingAndSaysWhere(Class<?> wrong, Rule rule) {
        List<Throwable> failures = Runs.failures(Runs.of(wrong));
        assertThat(failures).singleElement().isInstanceOfSatisfying(LeakError.class, error -> {
            assertThat(error.findings()).extracting(Finding::rule).containsExactly(rule);
            assertThat(error.findings().get(0).place())
                    .as("%s", error)
                    .anyMatch(frame -> frame.getClassName().startsWith(wrong.getName())
                            || frame.getClassName().equals(WrongTests.class.getName()));
            assertThat(error).hasMessageContaining("sqlite").hasMessageContaining("WrongTests.java");
        });
    }

    @Test
    void keepsTheFailureOfTheTestAndSaysAllThatIsLeftBesideIt() {
        assertThat(Runs.failures(Runs.of(WrongTests.LeavesAllAndFails.class)))
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure).hasMessage("its own failure");
                    assertThat(failure.getSuppressed())
                            .singleElement()
                            .isInstanceOfSatisfying(LeakError.class, error -> assertThat(error.findings())
                                    .extracting(Finding::rule)
                                    .containsExactlyInAnyOrder(Rule.LEASE, Rule.THREAD));
                });
    }

    @Test
    void allowsWhatAReasonIsGivenFor() {
        assertThat(Runs.failures(Runs.of(WrongTests.LeavesWhatItMay.class))).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(WrongTests.AllowsWithoutAReason.class, List.of("@AllowLeak", "needs a reason")),
                Arguments.of(
                        WrongTests.SendsTooMany.class,
                        List.of("from 0 to 1 statement", "counted 3", "2 × select count(*) from shelf")),
                Arguments.of(WrongTests.ExpectsTwice.class, List.of("@ExpectStatements", "either a value, or min")),
                Arguments.of(WrongTests.ExpectsWithoutADatabase.class, List.of("neither @OrmTest nor an OrmExtension")),
                Arguments.of(
                        WrongTests.UnknownParameter.class, List.of("GuardSettings", "it can be given Orm, Database")),
                Arguments.of(WrongTests.UrlOfAnotherType.class, List.of("int url", "String with @JdbcUrl")),
                Arguments.of(WrongTests.ParameterBeforeAll.class, List.of("before or after all tests", "@BeforeEach")),
                Arguments.of(
                        WrongTests.ParameterBeforeAllOfSeveral.class,
                        List.of("once for all databases, [SQLite, PostgreSQL]", "@BeforeEach")),
                Arguments.of(WrongTests.NoDatabase.class, List.of("one or more of [SQLITE, POSTGRES", "not []")),
                Arguments.of(WrongTests.TwiceTheSame.class, List.of("each once", "[SQLITE, SQLITE]")),
                Arguments.of(WrongTests.OutOfRange.class, List.of("@OrmTest", "repeats is 1 to 1,000,000, not 0")),
                Arguments.of(WrongTests.BothWays.class, List.of("@OrmTest and an OrmExtension", "take one of them")),
                Arguments.of(WrongTests.TwoFields.class, List.of("two of OrmExtension", "take @OrmTest")),
                Arguments.of(WrongTests.AnnotatedInside.class, List.of("@OrmTest on the nested class", "outermost")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWrongUseWithOneClearMessage(Class<?> wrong, List<String> words) {
        assertThat(Runs.failures(Runs.of(wrong))).singleElement().satisfies(failure -> assertThat(failure.getMessage())
                .contains(words));
    }

    @Test
    void refusesToRunTestsInParallelThatShareADatabaseWhichIsReset() {
        assertThat(Runs.failures(Runs.inParallel(WrongTests.OneInstanceInParallel.class)))
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure).hasMessageContaining("run in parallel and share one database"));
    }
}
