package dev.cormorant.migrations;

import java.util.List;

/**
 * Whether the scripts are those that were applied.
 *
 * @param database the label of the database, as {@code sqlite "cities"}
 * @param checked how many scripts were held against the history
 * @param problems what does not agree; scripts that are merely pending are none
 */
public record ValidationResult(String database, int checked, List<ValidationProblem> problems) {

    /** Keeps an unmodifiable copy of the list. */
    public ValidationResult {
        problems = List.copyOf(problems);
    }

    /** {@return whether everything agrees} */
    public boolean isValid() {
        return problems.isEmpty();
    }
}
