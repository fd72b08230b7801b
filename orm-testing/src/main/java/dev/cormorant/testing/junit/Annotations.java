package dev.cormorant.testing.junit;

import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What the annotations on a test, its class and the classes around it say. */
final class Annotations {

    private Annotations() {}

    /** The method, if the context is of one, then its class, then the classes around that. */
    private static List<AnnotatedElement> elements(ExtensionContext context) {
        List<AnnotatedElement> elements = new ArrayList<>();
        Optional<Method> method = context.getTestMethod();
        method.ifPresent(elements::add);
        Class<?> at = context.getTestClass().orElse(null);
        while (at != null) {
            elements.add(at);
            at = at.getEnclosingClass();
        }
        return elements;
    }

    /** {@return the settings, with what {@link AllowLeak} allows} */
    static GuardSettings allowed(GuardSettings settings, ExtensionContext context) {
        GuardSettings allowed = settings;
        for (AnnotatedElement element : elements(context)) {
            for (AllowLeak allow : AnnotationSupport.findRepeatableAnnotations(element, AllowLeak.class)) {
                if (allow.value().isBlank()) {
                    throw new ExtensionConfigurationException("@AllowLeak on " + element + " needs a reason");
                }
                for (Rule rule : allow.rules().length == 0 ? Rule.values() : allow.rules()) {
                    allowed = allowed.allowing(rule, allow.value());
                }
            }
        }
        return allowed;
    }

    /** How many statements are expected, both ends included. */
    record Expected(long least, long most) {}

    /** {@return what {@link ExpectStatements} says, the one that is nearest to the test} */
    static Optional<Expected> expected(ExtensionContext context) {
        return elements(context).stream()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, ExpectStatements.class)
                        .map(annotation -> expected(annotation, element))
                        .stream())
                .findFirst();
    }

    private static Expected expected(ExpectStatements annotation, AnnotatedElement element) {
        boolean exact = annotation.value() >= 0;
        boolean range = annotation.min() >= 0 || annotation.max() >= 0;
        Expected expected = exact
                ? new Expected(annotation.value(), annotation.value())
                : new Expected(Math.max(0, annotation.min()), annotation.max() < 0 ? Long.MAX_VALUE : annotation.max());
        if (exact == range || expected.least() > expected.most()) {
            throw new ExtensionConfigurationException("@ExpectStatements on " + element
                    + " has either a value, or min or max or both with min no more than max; each is 0 or more");
        }
        return expected;
    }
}
