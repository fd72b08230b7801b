package dev.cormorant.testing.junit;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.server.ServerKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives the tests of a class clean databases of one kind, and checks after each what it has left. What is checked fails the test, or
 * is suppressed onto the failure that it has already.
 */
sealed class DatabaseExtension
        implements BeforeClassTemplateInvocationCallback,
                BeforeAllCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                InvocationInterceptor,
                ParameterResolver
        permits OrmExtension {

    final DatabaseKind kind;
    final Plan plan;
    private volatile boolean ofClass;

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

    /** {@return whether it is the extension of a class, and not of one instance of it alone: a field that is not static} */
    final boolean isOfClass() {
        return ofClass;
    }

    /** The begin of a class on one of the databases that {@link OrmTest} lists. */
    @Override
    public final void beforeClassTemplateInvocation(ExtensionContext context) {
        ofClass = true;
        Scopes.markInvocation(context);
        Scopes.ofClass(context, this);
    }

    @Override
    public final void beforeAll(ExtensionContext context) {
        ofClass = true;
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

    /** The tests of one factory send their statements from the same place without being a loop over rows. */
    @Override
    public final void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamic, ExtensionContext context)
            throws Throwable {
        Scopes.findTest(context).ifPresent(TestScope::nextPart);
        invocation.proceed();
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
