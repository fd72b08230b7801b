package dev.cormorant.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.cormorant.core.config.CredentialSource;
import dev.cormorant.core.config.Credentials;
import dev.cormorant.core.config.DatabaseConfig;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class LoginsTest {

    private static final Duration SHORT = Duration.ofMillis(100);

    private static Logins of(CredentialSource source) {
        return new Logins(DatabaseConfig.of("jdbc:postgresql://db/shop").withCredentials(source));
    }

    @Test
    void givesFixedCredentialsInTheSameThreadAndWithAllTheTime() throws SQLException {
        Credentials fixed = Credentials.of("app", "pw");
        assertThat(of(fixed).ask(SHORT)).isEqualTo(new Login(fixed, SHORT));
    }

    @Test
    void asksASourceAnewEachTimeAndCountsItsTime() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        Logins logins = of(() -> Credentials.of("app" + asked.incrementAndGet(), "pw"));
        Login first = logins.ask(SHORT.multipliedBy(100));
        assertThat(first.credentials().user()).hasValue("app1");
        assertThat(first.timeLeft()).isLessThan(SHORT.multipliedBy(100));
        assertThat(logins.ask(SHORT.multipliedBy(100)).credentials().user()).hasValue("app2");
    }

    @Test
    void leavesAtMostFourQuestionsOpenToASourceThatHeedsNoInterrupt() throws SQLException {
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Logins logins = of(() -> {
            asked.incrementAndGet();
            awaitUninterruptibly(open);
            return Credentials.of("app", "pw");
        });
        for (int i = 0; i < 6; i++) {
            assertThat(catchThrowable(() -> logins.ask(SHORT)))
                    .isInstanceOf(LoginFailure.class)
                    .hasMessageContaining(i < 4 ? "no answer within 100 ms" : "has not answered 4 earlier questions");
        }
        assertThat(asked).hasValue(4);
        open.countDown();
        await().ignoreExceptions().untilAsserted(() -> assertThat(
                        logins.ask(SHORT.multipliedBy(100)).credentials().user())
                .hasValue("app"));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException again) {
                // That is the point of it.
            }
        }
    }

    @Test
    void endsAtOnceForAThreadThatIsInterruptedAndInterruptsTheSource() throws InterruptedException {
        AtomicReference<Throwable> inSource = new AtomicReference<>();
        CountDownLatch asking = new CountDownLatch(1);
        Logins logins = of(() -> {
            asking.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                inSource.set(interrupted);
                throw interrupted;
            }
            return Credentials.none();
        });
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(() -> logins.ask(Duration.ofMinutes(1)))));
        caller.start();
        asking.await();
        caller.interrupt();
        caller.join(10_000);
        assertThat(thrown.get()).isInstanceOf(LoginFailure.class).hasCauseInstanceOf(InterruptedException.class);
        await().until(() -> inSource.get() != null);
    }
}
