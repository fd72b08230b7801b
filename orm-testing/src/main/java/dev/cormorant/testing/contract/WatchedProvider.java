package dev.cormorant.testing.contract;

import dev.cormorant.core.config.ConnectionUrl;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.driver.Driver;
import dev.cormorant.core.driver.DriverProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** The real driver, which counts its connects and does what a test says before each. */
final class WatchedProvider implements DriverProvider {

    private final DriverProvider real;
    final AtomicInteger connects = new AtomicInteger();
    private volatile Callable<?> before = () -> true;

    WatchedProvider(DriverProvider real) {
        this.real = real;
    }

    /** Says what is done before each connect from now on, in the thread that connects. */
    void before(Callable<?> action) {
        before = action;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public Set<String> schemes() {
        return real.schemes();
    }

    @Override
    public String place(ConnectionUrl url) {
        return real.place(url);
    }

    @Override
    public Driver bind(DatabaseConfig config) {
        Driver driver = real.bind(config);
        return (Driver) Proxy.newProxyInstance(
                Driver.class.getClassLoader(), new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("connect")) {
                        connects.incrementAndGet();
                        before.call();
                    }
                    try {
                        return method.invoke(driver, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
