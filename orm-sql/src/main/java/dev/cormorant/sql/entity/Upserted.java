package dev.cormorant.sql.entity;

import java.util.List;

/**
 * What an upsert of a list did.
 *
 * @param outcomes what became of each entity, in the order of the list
 */
public record Upserted(List<UpsertOutcome> outcomes) {

    /** Takes a copy of the list. */
    public Upserted {
        outcomes = List.copyOf(outcomes);
    }

    private int count(UpsertOutcome outcome) {
        return (int) outcomes.stream().filter(outcome::equals).count();
    }

    /** {@return how many were inserted} */
    public int inserted() {
        return count(UpsertOutcome.INSERTED);
    }

    /** {@return how many were updated} */
    public int updated() {
        return count(UpsertOutcome.UPDATED);
    }

    /** {@return how many rows were left as they are} */
    public int unchanged() {
        return count(UpsertOutcome.UNCHANGED);
    }
}
