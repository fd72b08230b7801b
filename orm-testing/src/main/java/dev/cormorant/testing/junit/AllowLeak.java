package dev.cormorant.testing.junit;

import dev.cormorant.testing.guard.Rule;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says that a test may break rules of its guard, and why. A connection that it leaves is taken back all the same. On a class it stands
 * for all its tests, together with those of the test itself.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Repeatable(AllowLeak.List.class)
@ExtendWith(Misplaced.class)
public @interface AllowLeak {

    /** {@return the reason; not blank} */
    String value();

    /** {@return which rules; default all of them} */
    Rule[] rules() default {};

    /** Several of them. */
    @Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @Inherited
    @ExtendWith(Misplaced.class)
    @interface List {
        /** {@return each of them} */
        AllowLeak[] value();
    }
}
