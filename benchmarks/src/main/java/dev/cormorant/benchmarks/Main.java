package dev.cormorant.benchmarks;

import dev.cormorant.benchmarks.growth.GrowthRun;
import dev.cormorant.benchmarks.peers.EntitiesInTurn;
import dev.cormorant.benchmarks.peers.MemoryRun;
import dev.cormorant.benchmarks.peers.PeersRun;
import dev.cormorant.benchmarks.peers.StartRun;
import dev.cormorant.benchmarks.peers.StreamRun;
import dev.cormorant.benchmarks.peers.ThreadsRun;

/** Runs the benchmarks in rounds, the rivals in turn within each round, and prints the ratio to the floor. */
public final class Main {

    private Main() {}

    /**
     * Runs.
     *
     * @param arguments optionally the number of rounds, 5 unless said otherwise, what to compare: on SQLite alone {@code choke-point},
     *     which is the default, {@code monitor} or {@code start}, on each database {@code entities}, {@code bulk}, {@code growth}, {@code
     *     peers}, {@code warm}, {@code pair}, {@code stream}, {@code threads} or {@code memory}; and the database: {@code sqlite}, which is the default, {@code
     *     postgres}, {@code mysql} or {@code mariadb}
     * @throws IllegalArgumentException if there is no such comparison or database, or a round is not a number
     * @throws Exception if a benchmark fails or a report cannot be written
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        String name = arguments.length < 2 ? "choke-point" : arguments[1];
        String database = arguments.length < 3 ? "sqlite" : arguments[2];
        switch (name) {
            case "choke-point" -> ChokePointInRounds.run(rounds);
            case "monitor" -> MonitorInTurn.run(rounds);
            case "entities" -> EntitiesInTurn.run(rounds, database);
            case "bulk" -> BulkInTurn.run(rounds, database);
            case "growth" -> GrowthRun.run(rounds, database);
            case "peers" -> PeersRun.quick(rounds, database);
            case "warm" -> PeersRun.warm(rounds, database);
            case "pair" -> PeersRun.pair(rounds, database);
            case "threads" -> ThreadsRun.run(rounds, database);
            case "start" -> StartRun.run(rounds, database);
            case "memory" -> MemoryRun.run(rounds, database);
            case "stream" -> StreamRun.run(rounds, database);
            default ->
                throw new IllegalArgumentException("there is no " + name
                        + "; there are choke-point, monitor, entities, bulk, growth, peers, warm, pair, stream,"
                        + " threads, start and memory");
        }
    }
}
