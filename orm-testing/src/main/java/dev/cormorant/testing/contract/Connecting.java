package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.Database;
import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.OrmException;

/**
 * A connect that must fail, again and again.
 *
 * @param config what cannot work
 * @param times how often it is tried
 */
record Connecting(DatabaseConfig config, int times) {

    /** The secret that may show nowhere. */
    static final String CANARY = "s3cr3t-Canary!";

    /** How often each kind is tried; the system property {@code orm.test.repeats.connect} says another number. */
    static final int REPEATS = Integer.getInteger("orm.test.repeats.connect", 20);

    /** As often where each try takes its whole timeout: a tenth. */
    static final int SLOW_REPEATS = Math.max(2, REPEATS / 10);

    static Connecting often(DatabaseConfig config) {
        return new Connecting(config, REPEATS);
    }

    /** {@return the last failure, after all were of the same kind and told neither more nor less than they should} */
    <X extends OrmException> X fails(Class<X> kind, String step) {
        X last = null;
        for (int i = 0; i < times; i++) {
            last = fails(kind);
            assertThat(last.getMessage()).contains("step \"" + step + "\"");
        }
        if (last == null) {
            throw new AssertionError("tried not once");
        }
        return last;
    }

    private <X extends OrmException> X fails(Class<X> kind) {
        Throwable thrown = catchThrowable(() -> {
            try (Database unexpected = Database.open(config)) {
                throw new AssertionError("could be opened: " + unexpected);
            }
        });
        assertThat(thrown).isInstanceOf(kind);
        assertThat(Texts.of(thrown)).doesNotContain(CANARY).doesNotContain("s3cr3t");
        assertThat(thrown.getMessage())
                .contains(config.name())
                .contains(config.url().redacted());
        return kind.cast(thrown);
    }
}
