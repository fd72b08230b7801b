package dev.cormorant.testing.junit;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.server.ServerKind;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class clean databases of one kind, and checks after each what it has left. What is checked fails the test, or
 * is suppressed onto the failure that it has already.
 */
sealed class DatabaseExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                ParameterResolver
        permits OrmExtension {

    final DatabaseKind kind;
    final Plan plan;

    DatabaseExtension(DatabaseKind kind, Plan plan) {
        this.kind = kind;
        this.plan = plan;
    }

    static String label(DatabaseKind kind) {
        return kind == DatabaseKind.SQLITE
                ? "SQLite"
                : ServerKind.valueOf(kind.name()).label();
    }

    /** Not of the class: the parameters of a constructor are those of the test that it is called for. */
    @Override
    public final ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public final void beforeAll(ExtensionContext context) {
        Scopes.ofClass(context, this);
    }

    @Override
    public final void beforeEach(ExtensionContext context) {
        Scopes.ofTest(context, this);
    }

    @Override
    public final void beforeTestExecution(ExtensionContext context) {
        Scopes.ofTest(context, this).beginCounting(context);
    }

    @Override
    public final void afterTestExecution(ExtensionContext context) {
        Scopes.ofTest(context, this).endCounting(context);
    }

    @Override
    public final void afterEach(ExtensionContext context) {
        Scopes.findTest(context).ifPresent(TestScope::close);
    }

    @Override
    public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.supports(parameter);
    }

    @Override
    public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.resolve(parameter, context, this);
    }

    /** {@return the database} */
    @Override
    public String toString() {
        return label(kind);
    }
}
