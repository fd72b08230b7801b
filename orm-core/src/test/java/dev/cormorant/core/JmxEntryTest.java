package dev.cormorant.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

final class JmxEntryTest {

    private static final String NAME = "dev.cormorant.test:type=Entry,name=one";

    /** What JMX shows. */
    public interface NumberMXBean {
        /** {@return a number} */
        int getNumber();
    }

    private record Bean(int number) implements NumberMXBean {
        @Override
        public int getNumber() {
            return number;
        }
    }

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private static JmxEntry entry(int number) {
        return new JmxEntry("a test", NAME, new Bean(number));
    }

    @Test
    void showsBeansOfOneNameUntilEachIsClosed() throws Exception {
        ObjectName second = new ObjectName(NAME + ",instance=2");
        JmxEntry one = entry(1);
        JmxEntry two = entry(2);
        assertThat(JmxEntry.hasServer()).isTrue();
        one.register();
        two.register();
        two.register();
        assertThat(server.getAttribute(new ObjectName(NAME), "Number")).isEqualTo(1);
        assertThat(server.getAttribute(second, "Number")).isEqualTo(2);
        assertThat(server.queryNames(new ObjectName(NAME + ",*"), null)).hasSize(2);
        one.close();
        one.close();
        assertThat(server.isRegistered(new ObjectName(NAME))).isFalse();
        assertThat(server.isRegistered(second)).isTrue();
        two.close();
        assertThat(server.isRegistered(second)).isFalse();
    }

    @Test
    void registersNothingOnceItIsClosed() throws Exception {
        JmxEntry late = entry(1);
        late.close();
        late.register();
        assertThat(server.isRegistered(new ObjectName(NAME))).isFalse();
    }

    @Test
    void leavesNothingWhenARegistrationAndACloseMeet() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 5_000; i++) {
                JmxEntry entry = entry(i);
                CyclicBarrier start = new CyclicBarrier(2);
                int before = random.nextInt(200);
                int meanwhile = random.nextInt(200);
                Future<?> registration = other.submit(() -> {
                    await(start, before);
                    entry.register();
                });
                await(start, meanwhile);
                entry.close();
                registration.get();
                assertThat(server.queryNames(new ObjectName(NAME + ",*"), null))
                        .as("seed %d, turn %d", seed, i)
                        .isEmpty();
            }
        } finally {
            other.shutdown();
        }
    }

    private static void await(CyclicBarrier start, int spins) {
        try {
            start.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }
}
