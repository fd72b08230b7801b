package dev.cormorant.core.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ServiceRegistryTest {

    private final List<String> disposed = Collections.synchronizedList(new ArrayList<>());

    private Registration add(ServiceRegistry registry, String service) {
        return registry.register(String.class, service, disposed::add);
    }

    @Test
    void disposesInReverseOrderOfRegistrationAndIsEmptyAfterwards() {
        ServiceRegistry registry = ServiceRegistry.create("r");
        add(registry, "first");
        add(registry, "second");
        add(registry.group("driver"), "third");
        add(registry, "fourth");

        registry.close();

        assertThat(disposed).containsExactly("fourth", "third", "second", "first");
        assertThat(registry.size()).isZero();
    }

    @Test
    void disposesEachServiceOnceHoweverOftenAndByWhomItIsClosed() throws Exception {
        ServiceRegistry registry = ServiceRegistry.create("r");
        AtomicInteger times = new AtomicInteger();
        Registration registration = registry.register(Integer.class, 1, ignored -> times.incrementAndGet());
        int threads = 8;
        CountDownLatch together = new CountDownLatch(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            boolean whole = i % 2 == 0;
            pool.execute(() -> {
                together.countDown();
                try {
                    together.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                if (whole) {
                    registry.close();
                } else {
                    registration.close();
                }
            });
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(times).hasValue(1);
        assertThat(registry.size()).isZero();
    }

    @Test
    void goesOnDisposingWhenAServiceFailsAndReportsEveryFailure() {
        ServiceRegistry registry = ServiceRegistry.create("r");
        add(registry, "kept going");
        registry.register(Integer.class, 1, ignored -> {
            throw new IllegalArgumentException("one");
        });
        registry.register(Long.class, 2L, ignored -> {
            throw new java.io.IOException("two");
        });

        assertThatThrownBy(registry::close)
                .isInstanceOf(ServiceDisposalException.class)
                .hasRootCauseMessage("two")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(disposed).containsExactly("kept going");
        assertThat(registry.size()).isZero();
    }

    @Test
    void findsTheNewestOfATypeAndTheOlderOneAfterThatIsClosed() {
        ServiceRegistry registry = ServiceRegistry.create("r");
        add(registry, "old");
        Registration newer = add(registry, "new");

        assertThat(registry.find(String.class)).contains("new");
        newer.close();
        assertThat(registry.find(String.class)).contains("old");
        assertThat(registry.find(Integer.class)).isEmpty();
    }

    @Test
    void seesTheServicesOfGroupsButNotOfNestedRegistriesWhichSeeTheirParents() {
        ServiceRegistry parent = ServiceRegistry.create("parent");
        ServiceRegistry group = parent.group("group");
        ServiceRegistry nested = parent.nested("nested");
        group.register(Integer.class, 7, ignored -> {});
        nested.register(Long.class, 8L, ignored -> {});

        assertThat(parent.find(Integer.class)).contains(7);
        assertThat(parent.find(Long.class)).isEmpty();
        assertThat(nested.find(Integer.class)).contains(7);
        assertThat(parent.size()).isEqualTo(2);
    }

    @Test
    void leavesNoTraceOfAClosedGroupInItsParent() {
        ServiceRegistry parent = ServiceRegistry.create("parent");
        for (int i = 0; i < 1_000; i++) {
            ServiceRegistry group = parent.group("g" + i);
            add(group, "service");
            group.close();
        }

        assertThat(parent.size()).isZero();
        assertThat(disposed).hasSize(1_000);
        assertThat(parent.find(String.class)).isEmpty();
    }

    @Test
    void saysThatItIsClosedWhenItIsUsedAfterwards() {
        ServiceRegistry registry = ServiceRegistry.create("orders");
        registry.close();

        assertThatThrownBy(() -> registry.find(String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("look up String")
                .hasMessageContaining("\"orders\" is closed");
        assertThatThrownBy(() -> add(registry, "late")).isInstanceOf(IllegalStateException.class);
        assertThat(disposed).isEmpty();
    }
}
