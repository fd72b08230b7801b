package dev.cormorant.testing.leak;

import java.lang.reflect.Proxy;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Timer;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Calls the parts of the JDK that remember their last caller, or have done so in one release or another: up to Java 17 at least,
 * the component type of the record whose {@code equals}, {@code hashCode} or {@code toString} was linked last stays reachable, and
 * with it one class loader. Run by {@link ClassLoaderProbe} in a class loader of its own, so that it takes the place of the entry.
 */
public final class NeutralEntry implements Runnable {

    /** Made by reflection. */
    public NeutralEntry() {
        // Without state.
    }

    private record Placeholder(String text, NeutralEntry entry) {}

    @Override
    public void run() {
        Placeholder one = new Placeholder(getClass().getName(), this);
        if (!one.equals(new Placeholder(one.text(), this))
                || one.hashCode() == 0
                || one.toString().isEmpty()) {
            throw new IllegalStateException("a record is not equal to its copy: " + one);
        }
        Timer timer = new Timer("class-loader-probe-neutral", true);
        timer.cancel();
        Callable<?> proxy = (Callable<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Callable.class}, (self, method, arguments) -> one.text());
        long services = ServiceLoader.load(Runnable.class, getClass().getClassLoader()).stream()
                .count();
        Logger.getLogger(getClass().getName()).finest(() -> proxy + " " + services);
        sign();
    }

    /** A login with a password that is not sent calls the same. */
    private static void sign() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
            mac.doFinal(new byte[] {2});
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HmacSHA256 belongs to every JDK", missing);
        }
    }

    /** {@return where this class was loaded from} */
    static List<Path> ownClassPath() {
        try {
            return List.of(Path.of(NeutralEntry.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("the class loader probe was loaded from nowhere", malformed);
        }
    }
}
