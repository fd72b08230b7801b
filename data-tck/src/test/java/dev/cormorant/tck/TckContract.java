package dev.cormorant.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.testing.TestDatabase;
import ee.jakarta.tck.data.framework.junit.anno.Assertion;
import ee.jakarta.tck.data.standalone.entity.EntityTests;
import ee.jakarta.tck.data.standalone.persistence.PersistenceEntityTests;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The entity and persistence tests of the TCK of Jakarta Data 1.0, each as a test of its own. Its other classes are not for us:
 * {@code NoSQLEntityTests} is for databases without SQL, {@code CDITests} and {@code SignatureTests} need a server, or are about
 * the jar of the API and not about who implements it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TckContract {

    private static final int ENTITY_TESTS = 73;
    private static final int PERSISTENCE_TESTS = 10;

    private TestDatabase database;
    private Orm orm;

    /** {@return a new and empty database} */
    abstract TestDatabase newDatabase();

    /** {@return the statements that make the tables} */
    abstract List<String> tables();

    @BeforeAll
    final void open() {
        database = newDatabase();
        DatabaseConfig config = DatabaseConfig.of(database.jdbcUrl(), Preset.TEST);
        boolean server = database.server().isPresent();
        orm = Orm.open(
                server ? config.withUser(database.user()).withPassword(database.password()) : config,
                EntityOptions.defaults().withConverter(NumberTypes.class));
        tables().forEach(table -> orm.execute(Sql.of(table)));
    }

    @AfterAll
    final void close() {
        assertThat(orm.stats().isIdle()).as("%s", orm.stats()).isTrue();
        orm.close();
        database.close();
    }

    @Test
    void theSpecificationHasAsManyTestsAsWereSeen() {
        assertThat(assertions(EntityTests.class)).hasSize(ENTITY_TESTS);
        assertThat(assertions(PersistenceEntityTests.class)).hasSize(PERSISTENCE_TESTS);
    }

    @TestFactory
    Stream<DynamicTest> entityTests() {
        return tests(EntityTests.class);
    }

    @TestFactory
    Stream<DynamicTest> persistenceTests() {
        return tests(PersistenceEntityTests.class);
    }

    private static List<Method> assertions(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Assertion.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private Stream<DynamicTest> tests(Class<?> type) {
        return assertions(type).stream().map(test -> DynamicTest.dynamicTest(test.getName(), () -> run(type, test)));
    }

    private void run(Class<?> type, Method test) throws Throwable {
        Object instance = type.getConstructor().newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class)) {
                field.setAccessible(true);
                field.set(instance, orm.repository(field.getType()));
            }
        }
        try {
            for (Method before : type.getDeclaredMethods()) {
                if (before.isAnnotationPresent(BeforeEach.class)) {
                    before.invoke(instance);
                }
            }
            test.invoke(instance);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
        assertThat(orm.stats().isIdle()).as("%s", orm.stats()).isTrue();
    }
}
