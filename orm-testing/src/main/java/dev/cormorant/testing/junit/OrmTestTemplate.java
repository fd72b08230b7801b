package dev.cormorant.testing.junit;

import dev.cormorant.testing.DatabaseKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Runs a class with {@link OrmTest} once for each of its databases. JUnit makes the one instance of a class, and runs the methods
 * before and after all tests, once for all databases; what these ask for can be given where there is one database only.
 */
final class OrmTestTemplate implements ClassTemplateInvocationContextProvider, ParameterResolver {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestClass(), OrmTest.class);
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        if (Scopes.isInInvocation(context)) {
            throw new ExtensionConfigurationException("@OrmTest on the nested class " + testClass.getName()
                    + ": it belongs on the outermost class, whose databases nested classes have part in");
        }
        return Scopes.extensions(context, () -> extensions(testClass)).stream().map(OnDatabase::new);
    }

    private static List<DatabaseExtension> extensions(Class<?> testClass) {
        OrmTest annotation =
                AnnotationSupport.findAnnotation(testClass, OrmTest.class).orElseThrow();
        List<DatabaseKind> kinds = List.of(annotation.databases());
        Set<DatabaseKind> different = EnumSet.noneOf(DatabaseKind.class);
        different.addAll(kinds);
        if (kinds.isEmpty() || different.size() < kinds.size()) {
            throw new ExtensionConfigurationException("@OrmTest on " + testClass.getName()
                    + ": databases is one or more of " + Arrays.toString(DatabaseKind.values())
                    + ", each once, not " + kinds);
        }
        Plan plan = Plan.of(annotation);
        return kinds.stream().map(kind -> new DatabaseExtension(kind, plan)).toList();
    }

    /** Not of the class: what a constructor asks for is given by the extension of the database that it is called for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return !Scopes.isInInvocation(context) && Parameters.supports(parameter);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        List<DatabaseExtension> all = Scopes.extensions(context, () -> extensions(context.getRequiredTestClass()));
        if (all.size() > 1) {
            throw new ParameterResolutionException(Parameters.described(parameter)
                    + " is asked for once for all databases, " + all
                    + ": ask for it in @BeforeEach or in the test, or let"
                    + " the class have one database");
        }
        return Parameters.resolve(parameter, context, all.get(0));
    }

    private record OnDatabase(DatabaseExtension extension) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return extension.toString();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(extension);
        }
    }
}
