package dev.cormorant.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FaultyProxyTest extends ThroughAProxy {

    @Test
    void carriesBytesBothWaysAndCountsThem() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            assertThat(proxy.openConnections()).isEqualTo(1);
        }
        await().until(() -> proxy.openConnections() == 0);
        assertThat(proxy.bytes(Direction.CLIENT_TO_SERVER)).isEqualTo(5);
        assertThat(proxy.bytes(Direction.SERVER_TO_CLIENT)).isEqualTo(5);
        assertThat(proxy.accepted()).isEqualTo(1);
        await().until(() -> server.ends().equals(List.of("end of stream")));
    }

    @Test
    void carriesMoreThanAnyBufferHolds() throws Exception {
        int megabytes = 20;
        String block = "x".repeat(1 << 20);
        try (Client client = Client.connect(proxy)) {
            Thread sender = new Thread(() -> sendTimes(client, block, megabytes), "sender");
            sender.start();
            for (int i = 0; i < megabytes; i++) {
                assertThat(client.read(1 << 20)).isEqualTo(block);
            }
            sender.join();
        }
        assertThat(proxy.bytes(Direction.SERVER_TO_CLIENT)).isEqualTo((long) megabytes << 20);
    }

    private static void sendTimes(Client client, String block, int times) {
        try {
            for (int i = 0; i < times; i++) {
                client.send(block);
            }
        } catch (IOException e) {
            // The reader will find that bytes are missing.
            return;
        }
    }

    @Test
    void passesTheClientsHalfCloseOn() throws IOException {
        try (Client client = Client.connect(proxy)) {
            client.send("bye");
            client.sendEnd();
            assertThat(client.read(100)).isEqualTo("bye");
        }
        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void cutsWithAReset() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            proxy.cut();
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(client::atEnd)
                    .withMessageContaining("reset");
        }
        assertThat(proxy.openConnections()).isZero();
        await().until(() -> server.ends().equals(List.of("broken")));
    }

    @Test
    void cutsInOrder() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            proxy.cut(Cut.FINISH);
            assertThat(client.atEnd()).isTrue();
        }
        await().until(() -> server.ends().equals(List.of("end of stream")));
    }

    @Test
    void letsNewConnectionsThroughAfterACut() throws IOException {
        try (Client cut = Client.connect(proxy)) {
            assertThat(cut.ask("one")).isEqualTo("one");
            proxy.cut();
            try (Client next = Client.connect(proxy)) {
                assertThat(next.ask("two")).isEqualTo("two");
            }
        }
    }

    @Test
    void holdsBytesWhileItStallsAndLosesNone() throws IOException {
        try (Client client = Client.connect(proxy)) {
            proxy.stall();
            client.send("hello");
            client.patience(Duration.ofMillis(200));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.read(1));
            assertThat(proxy.bytes(Direction.CLIENT_TO_SERVER)).isZero();

            proxy.resume();

            client.patience(Duration.ofSeconds(5));
            assertThat(client.read(5)).isEqualTo("hello");
        }
    }

    @Test
    void stallsOneDirectionOnly() throws IOException {
        try (Client client = Client.connect(proxy)) {
            proxy.stall(Direction.SERVER_TO_CLIENT);
            client.send("hello");
            await().until(() -> proxy.bytes(Direction.CLIENT_TO_SERVER) == 5);
            client.patience(Duration.ofMillis(200));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.read(1));

            proxy.resume(Direction.SERVER_TO_CLIENT);
            client.patience(Duration.ofSeconds(5));
            assertThat(client.read(5)).isEqualTo("hello");
        }
    }

    @Test
    void acceptsWhileItStalls() throws IOException {
        proxy.stall();
        try (Client client = Client.connect(proxy)) {
            await().until(() -> server.openConnections() == 1);
            client.send("held");
            proxy.resume();
            assertThat(client.read(4)).isEqualTo("held");
        }
    }

    @Test
    void cutsAStalledConnection() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("a")).isEqualTo("a");
            proxy.stall();
            client.send("b");
            proxy.cut();
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::atEnd);
        }
        assertThat(proxy.openConnections()).isZero();
    }

    @Test
    void delaysEachDirectionThatItIsToldTo() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("warm")).isEqualTo("warm");
            proxy.delay(Duration.ofMillis(150));
            assertThat(timeOf(client, "slow")).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            proxy.delay(Duration.ZERO, Direction.CLIENT_TO_SERVER);
            assertThat(timeOf(client, "less")).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void letsDelayedBytesGoOnWhenTheFaultsEnd() throws IOException {
        try (Client client = Client.connect(proxy)) {
            proxy.delay(Duration.ofHours(1));
            client.send("late");
            client.patience(Duration.ofMillis(200));
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.read(1));
            proxy.forward();
            client.patience(Duration.ofSeconds(5));
            assertThat(client.read(4)).isEqualTo("late");
        }
    }

    private static Duration timeOf(Client client, String text) throws IOException {
        long start = System.nanoTime();
        assertThat(client.ask(text)).isEqualTo(text);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void endsOneDirectionTowardsTheClient() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            proxy.halfClose(Direction.SERVER_TO_CLIENT);
            assertThat(client.atEnd()).isTrue();

            client.send("still heard");

            await().until(() -> proxy.bytes(Direction.CLIENT_TO_SERVER) == 16);
            assertThat(server.openConnections()).isEqualTo(1);
            assertThat(proxy.bytes(Direction.SERVER_TO_CLIENT)).isEqualTo(5);
        }
        await().until(() -> proxy.openConnections() == 0);
    }

    @Test
    void endsOneDirectionTowardsTheServer() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("hello")).isEqualTo("hello");
            proxy.halfClose(Direction.CLIENT_TO_SERVER);
            await().until(() -> server.ends().equals(List.of("end of stream")));
            client.send("into the void");
            assertThat(client.atEnd()).isTrue();
        }
        assertThat(proxy.bytes(Direction.CLIENT_TO_SERVER)).isEqualTo(5);
    }

    @Test
    void cutsAfterExactlyTheNthByteOfTheAnswer() throws IOException {
        for (int n = 1; n <= 20; n++) {
            proxy.cutAfter(n, Direction.SERVER_TO_CLIENT, Cut.FINISH);
            try (Client client = Client.connect(proxy)) {
                client.send("abcdefghijklmnopqrstuvwxyz");
                assertThat(client.read(26)).isEqualTo("abcdefghijklmnopqrstuvwxyz".substring(0, n));
            }
        }
        proxy.forward();
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("whole")).isEqualTo("whole");
        }
    }

    @Test
    void cutsBeforeTheFirstByteAtZero() throws IOException {
        proxy.cutAfter(0, Direction.CLIENT_TO_SERVER);
        try (Client client = Client.connect(proxy)) {
            client.send("hello");
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::atEnd);
        }
        assertThat(proxy.bytes(Direction.CLIENT_TO_SERVER)).isZero();
    }

    @Test
    void countsTheBytesOfAnOpenConnectionFromTheOrderOn() throws IOException {
        try (Client client = Client.connect(proxy)) {
            assertThat(client.ask("0123456789")).isEqualTo("0123456789");
            proxy.cutAfter(3, Direction.SERVER_TO_CLIENT);
            client.send("abcdef");
            assertThat(client.read(3)).isEqualTo("abc");
            assertThatExceptionOfType(SocketException.class).isThrownBy(client::atEnd);
        }
    }

    @Test
    void refusesNegativeFigures() {
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.delay(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> proxy.cutAfter(-1, Direction.CLIENT_TO_SERVER));
    }
}
