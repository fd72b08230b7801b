package dev.cormorant.mysql.internal;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of Connector/J, with two differences. Connecting and logging in together have the time of the connect
 * timeout, and not each packet of them. And MariaDB 10 is taken for what it can do: its greeting begins with the version 5.5.5,
 * for the sake of old replicas, whereupon Connector/J 9.7.0 cuts the fractions of seconds off every time that it sends and does
 * not tell the server about read-only transactions. Public because Connector/J makes it by its name.
 */
public final class GreetingSocketFactory extends StandardSocketFactory {

    /** Called by Connector/J, once per connection. */
    public GreetingSocketFactory() {}

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Connector/J declares it so.
    public <T extends Closeable> T connect(
            @Nullable String host, int port, @Nullable PropertySet properties, int loginTimeout) throws IOException {
        int timeout = properties == null
                ? loginTimeout
                : properties.getIntegerProperty(PropertyKey.connectTimeout).getValue();
        return super.connect(host, port, properties, timeout);
    }

    @Override
    protected Socket createSocket(@Nullable PropertySet properties) {
        return new GreetedSocket();
    }

    /** A socket of which the first bytes are looked at. */
    private static final class GreetedSocket extends Socket {

        private @Nullable InputStream greeting;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream input = greeting;
            if (input == null) {
                input = new GreetingInputStream(super.getInputStream());
                greeting = input;
            }
            return input;
        }
    }
}
