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
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a class with {@link OrmTest} once for each of its databases. */
final class OrmTestTemplate implements ClassTemplateInvocationContextProvider {

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestClass(), OrmTest.class);
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        Class<?> testClass = context.getRequiredTestClass();
        OrmTest annotation =
                AnnotationSupport.findAnnotation(testClass, OrmTest.class).orElseThrow();
        if (Scopes.find(context).isPresent()) {
            throw new ExtensionConfigurationException("@OrmTest on the nested class " + testClass.getName()
                    + ": it belongs on the outermost class, whose databases nested classes have part in");
        }
        List<DatabaseKind> kinds = List.of(annotation.databases());
        Set<DatabaseKind> different = EnumSet.noneOf(DatabaseKind.class);
        different.addAll(kinds);
        if (kinds.isEmpty() || different.size() < kinds.size()) {
            throw new ExtensionConfigurationException("@OrmTest on " + testClass.getName()
                    + ": databases is one or more of " + Arrays.toString(DatabaseKind.values())
                    + ", each once, not " + kinds);
        }
        Plan plan = Plan.of(annotation);
        return kinds.stream().map(kind -> new OnDatabase(kind, plan));
    }

    private record OnDatabase(DatabaseKind kind, Plan plan) implements ClassTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return DatabaseExtension.label(kind);
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new DatabaseExtension(kind, plan));
        }
    }
}
