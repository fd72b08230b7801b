package dev.cormorant.core.budget;

/** What the budget asks of a pool. Called by a thread of the budget, which holds no lock meanwhile. */
public interface BudgetedPool {

    /**
     * Closes one connection that is not in use, or begins to.
     *
     * @return false if there is none
     */
    boolean closeOneIdle();

    /** Closes all connections and ends all threads; none is in use, and nobody is let in until this returns. */
    void park();
}
