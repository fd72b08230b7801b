package dev.cormorant.examples.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that are right run as JUnit has it, each on a clean database, on one after the other and in parallel. */
final class OrmTestTest {

    private static void assertAllRight(EngineExecutionResults results, int tests) {
        assertThat(Runs.failures(results)).isEmpty();
        results.testEvents().assertStatistics(counts -> counts.started(tests).succeeded(tests));
    }

    @Test
    void runsAClassOnceForEachDatabaseWithAllItsParametersAndKindsOfTests() {
        EngineExecutionResults results = Runs.of(RightTests.EveryParameter.class);
        assertAllRight(results, 4 * 18);
        assertThat(Runs.names(results)).contains("SQLite", "PostgreSQL", "MySQL", "MariaDB", "Inner", "made");
    }

    @Test
    void givesAClassWithOneInstanceOneDatabaseThatIsCleanForEachTest() {
        assertAllRight(Runs.of(RightTests.OneInstance.class), 2);
        assertAllRight(Runs.of(RightTests.OneInstanceOnSeveral.class), 4 * 2);
    }

    @Test
    void rollsBackWhatATestAndTheMethodsAroundItDid() {
        assertAllRight(Runs.of(RightTests.RolledBack.class), 4 * 2);
    }

    @Test
    void givesAllTestsTheSameDatabaseIfNothingIsToBeUndone() {
        assertAllRight(Runs.of(RightTests.GoesOn.class), 2);
    }

    @Test
    void givesTestsThatRunInParallelADatabaseEach() {
        assertAllRight(Runs.inParallel(RightTests.Parallel.class), 4 * 6);
    }

    @ParameterizedTest
    @ValueSource(classes = {RightTests.ByField.class, RightTests.ByFieldOfTheInstance.class, RightTests.Counted.class})
    void worksByAFieldAndWithExpectations(Class<?> testClass) {
        assertAllRight(Runs.of(testClass), 2);
        assertAllRight(Runs.inParallel(testClass), 2);
    }
}
