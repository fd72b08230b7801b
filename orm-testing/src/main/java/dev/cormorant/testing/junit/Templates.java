package dev.cormorant.testing.junit;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import dev.cormorant.testing.reset.CleanDatabases;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** The clean databases of a whole run: one set for each database, schema and settings; closed with the session of the launcher. */
final class Templates {

    private static final Namespace NAMESPACE = Namespace.create(Templates.class);

    private Templates() {}

    /** Of the rules only the limit for idle connections changes how a database is opened; zero if that is not checked. */
    private record Key(DatabaseKind kind, String schema, Duration idle, UnaryOperator<DatabaseConfig> configure) {}

    static CleanDatabases of(ExtensionContext context, DatabaseKind kind, Plan plan) {
        GuardSettings guard = plan.guard();
        Duration idle = guard.rules().contains(Rule.IDLE_CONNECTION) ? guard.idle() : Duration.ZERO;
        Key key = new Key(kind, plan.schema().hash(), idle, plan.configure());
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(key, absent -> make(kind, plan), CleanDatabases.class);
    }

    private static CleanDatabases make(DatabaseKind kind, Plan plan) {
        return CleanDatabases.of(kind, plan.schema(), config -> plan.guard()
                .recording(plan.configure().apply(config)));
    }
}
