package dev.cormorant.testing.junit;

import dev.cormorant.core.Database;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.TestDatabase;
import dev.cormorant.testing.reset.CleanDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The parameters that tests may have. */
final class Parameters {

    private static final Set<Class<?>> TYPES = Set.of(
            Orm.class, Database.class, DataSource.class, Connection.class, TestDatabase.class, DatabaseKind.class);

    private static final String ALLOWED =
            "Orm, Database, DataSource, Connection, TestDatabase, DatabaseKind, and String with @JdbcUrl";

    private Parameters() {}

    /** Types of this layer that cannot be given are claimed, so that the failure can say which ones can. */
    static boolean supports(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        return TYPES.contains(type)
                || parameter.isAnnotated(JdbcUrl.class)
                || type.getName().startsWith("dev.cormorant.testing.")
                || type.getName().startsWith("dev.cormorant.core.");
    }

    static Object resolve(ParameterContext parameter, ExtensionContext context, DatabaseExtension extension) {
        Class<?> type = parameter.getParameter().getType();
        if (parameter.isAnnotated(JdbcUrl.class) ? type != String.class : !TYPES.contains(type)) {
            throw new ParameterResolutionException(
                    described(parameter) + " has a type that a test cannot be given; it can be given " + ALLOWED);
        }
        return context.getTestMethod().isPresent()
                ? ofTest(type, Scopes.ofTest(context, extension))
                : ofClass(type, parameter, Scopes.ofClass(context, extension));
    }

    private static Object ofTest(Class<?> type, TestScope scope) {
        if (type != Connection.class) {
            return of(type, scope.database());
        }
        try {
            return scope.connection();
        } catch (SQLException failed) {
            throw new ParameterResolutionException("no connection to " + scope.database(), failed);
        }
    }

    private static Object ofClass(Class<?> type, ParameterContext parameter, ClassScope scope) {
        if (!scope.isShared()) {
            throw new ParameterResolutionException(
                    described(parameter)
                            + " is asked for before or after all tests, but each test has a database of its own: ask for it in"
                            + " @BeforeEach, or let the class have one database, with @TestInstance(PER_CLASS) or reset = NONE");
        }
        if (type == Connection.class) {
            throw new ParameterResolutionException(described(parameter)
                    + " would be held through all tests; ask for a DataSource, and close what it gives");
        }
        return of(type, scope.database());
    }

    private static Object of(Class<?> type, CleanDatabase database) {
        if (type == Orm.class) {
            return database.orm();
        }
        if (type == Database.class) {
            return database.orm().database();
        }
        if (type == DataSource.class) {
            return database.dataSource();
        }
        if (type == TestDatabase.class) {
            return database.database();
        }
        return type == String.class
                ? database.database().jdbcUrl()
                : database.database().kind();
    }

    static String described(ParameterContext parameter) {
        return "the parameter \"" + parameter.getParameter() + "\" of "
                + parameter.getDeclaringExecutable().toGenericString();
    }
}
