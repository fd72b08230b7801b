package dev.cormorant.benchmarks.peers;

import dev.cormorant.benchmarks.peers.Rows.Measurement;
import dev.cormorant.benchmarks.peers.Rows.Search;
import java.util.List;
import java.util.function.Consumer;

/** One layer over the database. Each call takes a connection of the pool and gives it back. For any thread. */
interface Peer extends AutoCloseable {

    /** {@return the item of a key} */
    Object byKey(long id) throws Exception;

    /** {@return the hundred items of a group, by an index, in the order of their keys} */
    List<?> list(int group) throws Exception;

    /** {@return the generated key of a new visit} */
    long insert(String guest, int city) throws Exception;

    /** Inserts a thousand measurements in one transaction. */
    void insertAll(List<Measurement> measurements) throws Exception;

    /** Adds to the balance of an account if nobody has changed it since it was read, in one transaction. */
    void modify(long id, long amount) throws Exception;

    /** {@return the hundred purchases with ten lines each, by two queries} */
    List<?> purchases() throws Exception;

    /** {@return at most {@link Search#LIMIT} items, the dearest first and then by key} */
    List<?> search(Search search) throws Exception;

    /**
     * Reads all items one by one.
     *
     * @param fetchSize of the statement, in a transaction; 0 for what the documentation of the layer calls streaming, with nothing set
     * @param each takes an item
     */
    void stream(int fetchSize, Consumer<Object> each) throws Exception;

    @Override
    void close();
}
