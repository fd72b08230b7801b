package dev.cormorant.core.transaction;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done when a transaction has ended. Belongs to the thread of the transaction. */
final class Hooks {

    /** The most of one transaction. */
    static final int LIMIT = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    /** What is to be done, and after which end. */
    private record Hook(boolean commit, Runnable action) {}

    // Lists are made when there is something to do: after most transactions there is nothing.
    private List<Hook> hooks = List.of();
    /** After-rollback hooks of savepoints that were undone: due whatever becomes of the rest. */
    private List<Runnable> undone = List.of();

    void add(boolean commit, Runnable action) {
        if (hooks.size() + undone.size() >= LIMIT) {
            throw new IllegalStateException("a transaction has at most " + LIMIT + " hooks");
        }
        if (hooks.isEmpty()) {
            hooks = new ArrayList<>();
        }
        hooks.add(new Hook(commit, action));
    }

    /** {@return where a savepoint begins} */
    int mark() {
        return hooks.size();
    }

    /** What was added since a mark was undone: its after-commit hooks will never be due, the others are. */
    void undoTo(int mark) {
        if (mark == hooks.size()) {
            return;
        }
        List<Hook> since = hooks.subList(mark, hooks.size());
        undone = new ArrayList<>(undone);
        since.stream().filter(hook -> !hook.commit()).map(Hook::action).forEach(undone::add);
        since.clear();
    }

    /** Runs what is due, once, in the order of registration. One that fails does not stop the others. */
    void run(String label, boolean committed) {
        if (undone.isEmpty() && hooks.isEmpty()) {
            return;
        }
        undone.forEach(action -> run(label, action));
        hooks.stream().filter(hook -> hook.commit() == committed).forEach(hook -> run(label, hook.action()));
        drop();
    }

    /** Runs what is due after a commit that will not be, once. What they ask for in turn waits for the next time. */
    void runEarly(String label) {
        List<Hook> due = hooks.stream().filter(Hook::commit).toList();
        if (!due.isEmpty()) {
            hooks.removeAll(due);
        }
        due.forEach(hook -> run(label, hook.action()));
    }

    /** Forgets all: nobody knows which are due. */
    void drop() {
        undone = List.of();
        hooks = List.of();
    }

    private static void run(String label, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failed) {
            // The outcome of the transaction stands, and its caller must not take it for another one.
            LOG.error("a hook of {} failed; the outcome of the transaction stands", label, failed);
        }
    }
}
