package dev.cormorant.testing.contract.project;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Writes a row. Its name is the one that Flyway wants. */
@SuppressWarnings("checkstyle:TypeName")
public final class V3__Step_in_java extends BaseJavaMigration {

    /** For Flyway. */
    public V3__Step_in_java() {}

    @Override
    public void migrate(Context context) throws SQLException {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("insert into shelf values (3, 'java')");
        }
    }
}
