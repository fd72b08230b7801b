package dev.cormorant.testing.junit;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.guard.GuardSettings;
import dev.cormorant.testing.guard.Rule;
import dev.cormorant.testing.reset.Reset;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class once for each database, and each test of it on a clean one.
 *
 * <pre>{@code
 * @OrmTest(databases = {SQLITE, POSTGRES}, migrations = "classpath:db/migration")
 * class OrdersTest {
 *     @Test
 *     void totalsTheLines(Orm orm) { … }
 * }
 * }</pre>
 *
 * <p>Constructors, test methods and methods before and after them may have these parameters, in any order and beside those of other
 * extensions: {@code Orm}, {@code Database}, {@code DataSource}, {@code Connection}, {@code TestDatabase}, {@code DatabaseKind}, and
 * {@code String} with {@link JdbcUrl}. What they are given is closed after the test.
 *
 * <p>Each test has a database of its own, so tests may run in parallel. Where the class has one instance for all tests
 * ({@code PER_CLASS}), it has one database too, which is made clean before each test; its tests cannot run in parallel, unless {@link
 * #reset()} is {@code NONE}. JUnit runs the methods before and
 * after all tests, and makes the one instance of a class, once for all databases: these take parameters where one database is listed
 * and all tests share it, that is with {@code PER_CLASS} or {@code NONE}.
 *
 * <p>Belongs on the outermost class; nested ones have part in it. May be part of an annotation of your own.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ClassTemplate
@ExtendWith(OrmTestTemplate.class)
public @interface OrmTest {

    /** {@return the databases, at least one, each once; default SQLite, which needs no server} */
    DatabaseKind[] databases() default DatabaseKind.SQLITE;

    /** {@return how each test comes by a clean database; default a copy of a template} */
    Reset reset() default Reset.TEMPLATE;

    /**
     * {@return where the migrations are that make the schema: {@code classpath:folder} or {@code filesystem:folder}; default none}
     */
    String[] migrations() default {};

    /** {@return statements that are run after the migrations, one each, before the first test; default none} */
    String[] schema() default {};

    /** {@return rules that are not checked; default all are} */
    Rule[] without() default {};

    /** {@return how often a test may send one SELECT from the same place; 1 to 1,000,000} */
    int repeats() default GuardSettings.REPEATS;

    /** {@return how many seconds a connection may be held with nothing running on it; 1 to 3,600} */
    int idleSeconds() default 5;
}
