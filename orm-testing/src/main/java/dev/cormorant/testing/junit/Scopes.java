package dev.cormorant.testing.junit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.platform.commons.support.AnnotationSupport;

/** Where the scopes of classes and tests are kept: in the stores of JUnit, which closes them with what they belong to. */
final class Scopes {

    private static final Namespace NAMESPACE = Namespace.create(Scopes.class);

    private Scopes() {}

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** Notes that a class begins on one of its databases. */
    static void markInvocation(ExtensionContext invocation) {
        store(invocation).put(OrmTestTemplate.class, true);
    }

    /** {@return whether a class with {@link OrmTest} is running on one of its databases} */
    static boolean isInInvocation(ExtensionContext context) {
        return store(context).get(OrmTestTemplate.class) != null;
    }

    /** {@return the extensions of a class with {@link OrmTest}, one for each of its databases, made at the first call} */
    static List<DatabaseExtension> extensions(ExtensionContext ofClass, Supplier<List<DatabaseExtension>> making) {
        return store(ofClass)
                .computeIfAbsent(Extensions.class, absent -> new Extensions(making.get()), Extensions.class)
                .all();
    }

    private record Extensions(List<DatabaseExtension> all) {}

    /** {@return the scope of the running test} */
    static Optional<TestScope> findTest(ExtensionContext context) {
        return Optional.ofNullable(store(context).get(TestScope.class, TestScope.class));
    }

    /** {@return the scope of the class that the context is of or in, made at the first call} */
    static ClassScope ofClass(ExtensionContext context, DatabaseExtension extension) {
        ExtensionContext ofClass = extension.isOfClass() ? classContext(context) : context;
        ClassScope scope =
                store(ofClass).computeIfAbsent(ClassScope.class, absent -> make(ofClass, extension), ClassScope.class);
        if (scope.extension != extension) {
            throw new ExtensionConfigurationException("two of OrmExtension for "
                    + ofClass.getRequiredTestClass().getName()
                    + ": a test has one database; take @OrmTest to run the class once for each of several");
        }
        if (scope.isForOther(ofClass)) {
            scope = make(ofClass, extension);
            store(ofClass).put(ClassScope.class, scope);
        }
        return scope;
    }

    private static ClassScope make(ExtensionContext ofClass, DatabaseExtension extension) {
        if (extension instanceof OrmExtension && isAnnotated(ofClass.getRequiredTestClass())) {
            throw new ExtensionConfigurationException("@OrmTest and an OrmExtension for "
                    + ofClass.getRequiredTestClass().getName() + ": take one of them");
        }
        return new ClassScope(ofClass, extension);
    }

    private static boolean isAnnotated(Class<?> testClass) {
        Class<?> outer = testClass.getEnclosingClass();
        return AnnotationSupport.isAnnotated(testClass, OrmTest.class) || (outer != null && isAnnotated(outer));
    }

    private static ExtensionContext classContext(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestMethod().isPresent()) {
            at = at.getParent().orElseThrow();
        }
        return at;
    }

    static boolean hasOneInstance(ExtensionContext ofClass) {
        Optional<Lifecycle> own = ofClass.getTestInstanceLifecycle();
        return own.or(() -> ofClass.getParent().flatMap(ExtensionContext::getTestInstanceLifecycle))
                .filter(Lifecycle.PER_CLASS::equals)
                .isPresent();
    }

    /** {@return the scope of the test that the context is of, made at the first call} */
    static TestScope ofTest(ExtensionContext context, DatabaseExtension extension) {
        ClassScope owner = ofClass(context, extension);
        return store(context)
                .computeIfAbsent(TestScope.class, absent -> new TestScope(owner, context), TestScope.class);
    }
}
