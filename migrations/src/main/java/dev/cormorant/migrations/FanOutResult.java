package dev.cormorant.migrations;

import java.util.List;

/**
 * What became of many databases.
 *
 * @param outcomes one for each, in the order in which they were given
 */
public record FanOutResult(List<FanOutOutcome> outcomes) {

    /** Keeps an unmodifiable copy of the list. */
    public FanOutResult {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Those of which something became.
     *
     * @param state what
     * @return the outcomes, in their order
     */
    public List<FanOutOutcome> in(FanOutOutcome.State state) {
        return outcomes.stream().filter(outcome -> outcome.state() == state).toList();
    }

    /** {@return whether every database was migrated} */
    public boolean isComplete() {
        return in(FanOutOutcome.State.MIGRATED).size() == outcomes.size();
    }
}
