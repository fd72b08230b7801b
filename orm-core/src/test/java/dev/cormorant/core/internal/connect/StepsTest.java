package dev.cormorant.core.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.AcquireInterruptedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepsTest {

    private final List<String> undone = new ArrayList<>();
    private final Steps steps = new Steps("\"orders\"");

    private void step(String name) {
        steps.run(name, () -> name);
        steps.onFailure(() -> undone.add(name));
    }

    @Test
    void undoesEveryStepInReverseOrder() {
        step("one");
        step("two");
        IllegalStateException failure = new IllegalStateException("three failed");

        assertThat(steps.undo(failure)).isSameAs(failure);
        assertThat(undone).containsExactly("two", "one");
    }

    @Test
    void goesOnUndoingWhenAnUndoFailsAndSuppressesThatFailure() {
        step("one");
        steps.run("two", () -> "");
        steps.onFailure(() -> {
            throw new java.io.IOException("undo failed");
        });
        step("three");

        IllegalStateException failure = steps.undo(new IllegalStateException("four failed"));

        assertThat(undone).containsExactly("three", "one");
        assertThat(failure.getSuppressed()).singleElement().satisfies(suppressed -> assertThat(suppressed)
                .hasMessage("undo failed"));
    }

    @Test
    void undoesOnceOnly() {
        step("one");
        steps.undo(new IllegalStateException());
        steps.undo(new IllegalStateException());

        assertThat(undone).containsExactly("one");
    }

    @Test
    void stopsBeforeTheNextStepWhenTheThreadIsInterruptedAndKeepsTheFlag() {
        step("one");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> step("two"))
                .isInstanceOf(AcquireInterruptedException.class)
                .hasMessageContaining("step \"two\"");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void namesTheStepAndTheDatabase() {
        step("ping");

        assertThat(steps.operation().message("no answer"))
                .startsWith("connect (step \"ping\", after ")
                .endsWith(" ms) on \"orders\": no answer");
    }
}
