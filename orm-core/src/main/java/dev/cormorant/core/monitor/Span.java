package dev.cormorant.core.monitor;

/** Something that takes time and is recorded by the Flight Recorder, from its begin; ended once, or forgotten. */
public interface Span {

    /** Records nothing. */
    Span NONE = (id, what, rows, outcome) -> {};

    /**
     * Ends it.
     *
     * @param id the id of the execution; 0 if there is none
     * @param what the shape of the statement, or the label; holds no value
     * @param rows how many rows were read or changed; negative if that is not known or makes no sense
     * @param outcome how it ended, in a word or the name of a kind of failure
     */
    void finish(long id, String what, long rows, String outcome);
}
