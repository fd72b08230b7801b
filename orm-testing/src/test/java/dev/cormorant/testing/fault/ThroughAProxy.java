package dev.cormorant.testing.fault;

import dev.cormorant.testing.leak.LeakProbe;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server that answers with what it was sent, and a proxy before it; nothing may be left of either. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
abstract class ThroughAProxy {
    private LeakProbe before;
    EchoServer server;
    FaultyProxy proxy;

    @BeforeEach
    final void open() throws IOException {
        before = LeakProbe.take();
        server = new EchoServer();
        proxy = FaultyProxy.to("127.0.0.1", server.port());
    }

    @AfterEach
    final void closeAndLookForLeaks() throws Exception {
        proxy.close();
        server.close();
        before.assertNothingLeft();
    }
}
