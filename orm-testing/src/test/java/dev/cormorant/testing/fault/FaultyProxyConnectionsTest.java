package dev.cormorant.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultyProxyConnectionsTest extends ThroughAProxy {

    @Test
    void refusesNewConnectionsOnly() throws IOException {
        try (Client old = Client.connect(proxy)) {
            assertThat(old.ask("a")).isEqualTo("a");
            proxy.refuse();
            assertThatExceptionOfType(SocketException.class).isThrownBy(this::askANewClient);
            assertThat(old.ask("b")).isEqualTo("b");
            proxy.forward();
            askANewClient();
        }
    }

    private void askANewClient() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("new")).isEqualTo("new");
        }
    }

    @Test
    void acceptsAndNeverAnswers() throws IOException {
        proxy.acceptAndNeverAnswer();
        try (Client client = Client.connect(proxy)) {
            client.send("hello");
            client.patience(Duration.ofMillis(200));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.read(1));
            assertThat(proxy.openConnections()).isEqualTo(1);
            assertThat(server.openConnections()).isZero();
        }
        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void playsASilentServerWithoutATarget() throws IOException {
        try (FaultyProxy silent = FaultyProxy.silentServer();
                Client client = Client.connect(silent)) {
            client.send("hello");
            client.patience(Duration.ofMillis(200));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.read(1));
            assertThatIllegalStateException().isThrownBy(silent::forward).withMessageContaining("nothing to forward");
        }
    }

    @Test
    void resetsTheClientWhenTheServerCannotBeReached() throws Exception {
        // Bound and not listening: it refuses, and no other process can take it meanwhile.
        try (Socket nobody = new Socket()) {
            nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (FaultyProxy toNobody = FaultyProxy.to("127.0.0.1", nobody.getLocalPort())) {
                assertReset(toNobody, Client::atEnd);
                await().until(() -> toNobody.openConnections() == 0);
            }
        }
    }

    private interface Use {
        void with(Client client) throws IOException;
    }

    /** The reset may come while the client still connects. */
    private static void assertReset(FaultyProxy by, Use use) {
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
            try (Client client = Client.connect(by)) {
                use.with(client);
            }
        });
    }

    @Test
    void holdsABoundedNumberOfConnections() throws IOException {
        try (FaultyProxy small = FaultyProxy.to("127.0.0.1", server.port(), 2);
                Client one = Client.connect(small);
                Client two = Client.connect(small)) {
            assertThat(one.ask("1")).isEqualTo("1");
            assertThat(two.ask("2")).isEqualTo("2");
            assertReset(small, three -> three.ask("3"));
            assertThat(small.openConnections()).isEqualTo(2);
            assertThat(small.accepted()).isEqualTo(3);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FaultyProxy.to("127.0.0.1", 1, 0));
    }

    @Test
    void leavesNothingWhenClosedWithConnectionsInEveryState() throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Client client = Client.connect(proxy);
                clients.add(client);
                assertThat(client.ask("x")).isEqualTo("x");
            }
            proxy.halfClose(Direction.SERVER_TO_CLIENT);
            proxy.stall();
            clients.add(Client.connect(proxy));
            proxy.acceptAndNeverAnswer();
            clients.add(Client.connect(proxy));
            for (Client client : clients) {
                client.send("held");
            }

            proxy.close();
            proxy.close();

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("faulty-proxy-"));
            assertThat(proxy.openConnections()).isZero();
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> Client.connect(proxy));
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void leavesNothingWhenClosedInAStormOfConnects() throws Exception {
        Thread storm = new Thread(this::connectUntilRefused, "storm");
        storm.start();
        await().until(() -> proxy.accepted() > 50);
        proxy.close();
        storm.join();
        assertThat(proxy.openConnections()).isZero();
    }

    private void connectUntilRefused() {
        try {
            for (int i = 0; i < 100_000; i++) {
                Client.connect(proxy).close();
            }
        } catch (IOException e) {
            // The proxy is closed, or was about to be: the storm is over.
            return;
        }
    }

    @Test
    void keepsTheInterruptFlagOfTheThreadThatClosesIt() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("x")).isEqualTo("x");
            Thread.currentThread().interrupt();
            proxy.close();
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
