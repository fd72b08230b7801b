package dev.cormorant.testing.junit;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What {@link OrmTest} does, for one database and with settings that an annotation cannot hold.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final OrmExtension DATABASE = OrmExtension.on(POSTGRES)
 *         .schema(Schema.migrations("classpath:db/migration"))
 *         .configure(config -> config.withPool(pool -> pool.withMaxSize(10)))
 *         .build();
 * }</pre>
 *
 * <p>Parameters and the life of databases are as {@link OrmTest} says. In a field that is not static the parameters of constructors
 * and of methods before and after all tests are left out, as JUnit has it. Extensions that share one instance share templates; so do
 * those that are given none but an equal schema, rules, and no {@link Builder#configure}.
 */
public final class OrmExtension extends DatabaseExtension {

    private OrmExtension(DatabaseKind kind, Plan plan) {
        super(kind, plan);
    }

    /**
     * {@return a builder}
     *
     * @param kind the database; for several of them take {@link OrmTest}
     */
    public static Builder on(DatabaseKind kind) {
        return new Builder(kind);
    }

    /** Settings of an extension, each with a default. For one thread. */
    public static final class Builder {

        private final DatabaseKind kind;
        private Reset reset = Reset.TEMPLATE;
        private Schema schema = Schema.empty();
        private GuardSettings guard = GuardSettings.standard();
        private UnaryOperator<DatabaseConfig> configure = Plan.UNCHANGED;

        private Builder(DatabaseKind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
        }

        /** {@return this, with another way to a clean database; default a copy of a template} */
        public Builder reset(Reset newReset) {
            reset = Objects.requireNonNull(newReset, "reset");
            return this;
        }

        /** {@return this, with what the database holds before each test; default nothing} */
        public Builder schema(Schema newSchema) {
            schema = Objects.requireNonNull(newSchema, "schema");
            return this;
        }

        /** {@return this, with other rules; default {@link GuardSettings#standard()}} */
        public Builder guard(GuardSettings newGuard) {
            guard = Objects.requireNonNull(newGuard, "guard");
            return this;
        }

        /** {@return this, with other settings of the database than those of the preset for tests} */
        public Builder configure(UnaryOperator<DatabaseConfig> newConfigure) {
            configure = Objects.requireNonNull(newConfigure, "configure");
            return this;
        }

        /** {@return the extension, for a field with {@code @RegisterExtension}} */
        public OrmExtension build() {
            return new OrmExtension(kind, new Plan(reset, schema, guard, configure));
        }
    }
}
