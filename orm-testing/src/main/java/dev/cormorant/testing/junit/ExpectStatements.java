package dev.cormorant.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * How many statements the database of a test is sent while its method runs; methods before and after it do not count. A batch is one
 * statement, commit and rollback are none. On a class it stands for each of its tests that has none of its own. To count in a part of
 * a test, take {@code Statements}.
 */
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(Misplaced.class)
public @interface ExpectStatements {

    /** {@return how many exactly; without it {@link #min()} and {@link #max()} say how many} */
    long value() default -1;

    /** {@return how many at least; default 0} */
    long min() default -1;

    /** {@return how many at most; default any number} */
    long max() default -1;
}
