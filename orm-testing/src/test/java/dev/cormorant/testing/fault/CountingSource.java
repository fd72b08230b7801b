package dev.cormorant.testing.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Remembers the real connections of a data source, to ask each whether it is closed. */
final class CountingSource {
    private final List<Connection> connections = new ArrayList<>();
    private final DataSource dataSource;

    CountingSource(DataSource real) {
        dataSource = (DataSource) Proxy.newProxyInstance(
                CountingSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> {
                    try {
                        Object result = method.invoke(real, args);
                        if (result instanceof Connection connection) {
                            connections.add(connection);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    DataSource dataSource() {
        return dataSource;
    }

    int opened() {
        return connections.size();
    }

    long stillOpen() {
        return connections.stream().filter(CountingSource::isOpen).count();
    }

    private static boolean isOpen(Connection connection) {
        try {
            return !connection.isClosed();
        } catch (java.sql.SQLException e) {
            throw new AssertionError("a real connection cannot say whether it is closed", e);
        }
    }
}
