package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.MigrationProgress;
import dev.cormorant.testing.fault.Call;
import dev.cormorant.testing.fault.Fault;
import dev.cormorant.testing.fault.FaultyDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Watches one run and finds where to kill others: before each statement, between it and its journal, and behind the journal. */
final class KillPlaces implements Consumer<MigrationProgress> {

    /**
     * A place.
     *
     * @param statement which of the script, from 1
     * @param call which JDBC call after the statement has begun, from 1; the process is killed before it
     * @param what in words
     */
    record Place(int statement, long call, String what) {}

    private final FaultyDataSource faulty;
    private final List<Place> found = new ArrayList<>();
    private int statement;

    KillPlaces(FaultyDataSource faulty) {
        this.faulty = faulty;
    }

    @Override
    public void accept(MigrationProgress progress) {
        if (statement > 0) {
            find();
        }
        statement = progress.statement();
        faulty.arm(Fault.none());
    }

    private void find() {
        List<Call> calls = faulty.trace();
        int executed = next(calls, 0, ".execute");
        int journal = next(calls, executed + 1, "Connection.prepareStatement");
        int journaled = next(calls, journal, ".executeUpdate");
        found.add(new Place(statement, calls.get(0).n(), "before the statement"));
        found.add(new Place(statement, calls.get(journal).n(), "between statement and journal"));
        found.add(new Place(statement, calls.get(journaled + 1).n(), "behind the journal"));
    }

    private static int next(List<Call> calls, int from, String what) {
        for (int i = from; i < calls.size(); i++) {
            if (calls.get(i).name().contains(what)) {
                return i;
            }
        }
        throw new AssertionError("no " + what + " after call " + from + " of " + calls);
    }

    List<Place> found() {
        assertThat(statement).as("the run has ended").isZero();
        return found;
    }
}
