package dev.cormorant.testing.junit;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import dev.cormorant.testing.reset.Reset;
import dev.cormorant.testing.reset.Schema;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** What the tests of a class are to be given, whatever the database. */
record Plan(Reset reset, Schema schema, GuardSettings guard, UnaryOperator<DatabaseConfig> configure) {

    /** The same object for all annotated classes, so that they share their templates. */
    static final UnaryOperator<DatabaseConfig> UNCHANGED = config -> config;

    static Plan of(OrmTest annotation) {
        try {
            Schema schema = schema(annotation.migrations(), annotation.schema());
            GuardSettings guard = GuardSettings.standard()
                    .withRepeats(annotation.repeats())
                    .withIdle(Duration.ofSeconds(annotation.idleSeconds()));
            for (Rule rule : annotation.without()) {
                guard = guard.without(rule);
            }
            return new Plan(annotation.reset(), schema, guard, UNCHANGED);
        } catch (IllegalArgumentException wrong) {
            throw new ExtensionConfigurationException("@OrmTest: " + wrong.getMessage(), wrong);
        }
    }

    static Schema schema(String[] migrations, String[] statements) {
        Schema made = migrations.length == 0 ? Schema.empty() : Schema.migrations(migrations);
        return statements.length == 0 ? made : made.and(statements);
    }
}
