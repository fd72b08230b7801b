package dev.cormorant.testing.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** A plain socket that speaks ASCII and gives up reading after a time. */
final class Client implements AutoCloseable {
    private final Socket socket;

    private Client(Socket socket) {
        this.socket = socket;
    }

    static Client connect(FaultyProxy proxy) throws IOException {
        Socket socket = new Socket(proxy.host(), proxy.port());
        Client client = new Client(socket);
        client.patience(Duration.ofSeconds(5));
        return client;
    }

    void patience(Duration limit) throws IOException {
        socket.setSoTimeout((int) limit.toMillis());
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    void sendEnd() throws IOException {
        socket.shutdownOutput();
    }

    /** {@return exactly that many bytes, or fewer if the stream ends} */
    String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    String ask(String text) throws IOException {
        send(text);
        return read(text.length());
    }

    /** {@return whether the stream has ended} */
    boolean atEnd() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
