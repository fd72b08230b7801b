package dev.cormorant.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FailedOperationTest {

    @Test
    void saysWhatWasAttemptedWhereWhatIsWrongAndWhichStatement() {
        FailedOperation operation = new FailedOperation("execute", "sqlite \"cities\"", 42, "select *\n  from city");

        assertThat(operation.message("no such table"))
                .isEqualTo("execute on sqlite \"cities\" (execution 42): no such table; SQL: select * from city");
    }

    @Test
    void leavesOutWhatIsNotThere() {
        assertThat(FailedOperation.of("connect", "\"x\"").message("refused")).isEqualTo("connect on \"x\": refused");
    }

    @Test
    void cutsALongStatement() {
        String shown = FailedOperation.shortened("select " + "a, ".repeat(100_000));

        assertThat(shown).hasSize(200).endsWith("…");
    }
}
