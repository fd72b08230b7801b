package dev.cormorant.examples.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes in the way that a build does, and tells what became of them. */
final class Runs {

    private Runs() {}

    static EngineExecutionResults of(Class<?>... classes) {
        return with(Map.of(), classes);
    }

    static EngineExecutionResults inParallel(Class<?>... classes) {
        return with(
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.mode.default", "concurrent",
                        "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "4"),
                classes);
    }

    private static EngineExecutionResults with(Map<String, String> parameters, Class<?>... classes) {
        EngineTestKit.Builder builder = EngineTestKit.engine("junit-jupiter").configurationParameters(parameters);
        for (Class<?> each : classes) {
            builder.selectors(selectClass(each));
        }
        return builder.execute();
    }

    /** {@return what failed: tests, and classes as wholes} */
    static List<Throwable> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .toList();
    }

    /** {@return the names of what was started, classes and methods} */
    static List<String> names(EngineExecutionResults results) {
        return results.allEvents().started().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }
}
