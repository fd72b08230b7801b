package dev.cormorant.testing.fault;

/** What becomes of one call. */
sealed interface Verdict {

    /** The real call, unchanged. */
    record Pass() implements Verdict {}

    /** No real call: {@code isValid} of a dead connection answers false. */
    record NotValid() implements Verdict {}

    /**
     * The exception.
     *
     * @param error what to throw
     * @param carryOut whether to make the real call first
     */
    record Fail(Throwable error, boolean carryOut) implements Verdict {}
}
