package dev.cormorant.migrations;

/**
 * What a person says about a statement that was sent and whose effect is not known. Kept in the journal for good.
 *
 * @param statement which statement of the interrupted script, from 1
 * @param applied whether it is in place; if not, it is run again
 * @param reason how the person knows; 1 to 1000 characters
 */
public record StatementDecision(int statement, boolean applied, String reason) {

    private static final int LONGEST_REASON = 1000;

    /** Refuses a number below 1 and a reason that is none. */
    public StatementDecision {
        if (statement < 1) {
            throw new IllegalArgumentException("statements are numbered from 1, not " + statement);
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("the reason of a decision has 1 to 1000 characters");
        }
    }

    /**
     * The statement is in place.
     *
     * @param statement which, from 1
     * @param reason how the person knows
     * @return the decision
     */
    public static StatementDecision markApplied(int statement, String reason) {
        return new StatementDecision(statement, true, reason);
    }

    /**
     * The statement is to be run again.
     *
     * @param statement which, from 1
     * @param reason why that does no harm
     * @return the decision
     */
    public static StatementDecision runAgain(int statement, String reason) {
        return new StatementDecision(statement, false, reason);
    }
}
