package dev.cormorant.migrations.cli;

import dev.cormorant.core.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs one statement and writes its rows as they come, in little memory however many there are.")
final class QueryCommand extends DatabaseCommand {

    @Parameters(paramLabel = "SQL", description = "The statement.")
    private String sql = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given. json is one array of objects.")
    private RowFormat format = RowFormat.TABLE;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    QueryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void checkOptions() {
        if (sql.isBlank()) {
            throw new RefusedException("the statement is empty");
        }
    }

    @Override
    int run(Database database) throws IOException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (statement.execute()) {
                try (ResultSet rows = statement.getResultSet()) {
                    (json ? RowFormat.JSON : format).print(rows, out());
                }
            } else {
                surroundings.err().println(statement.getLargeUpdateCount() + " rows changed");
            }
            return ExitCode.OK;
        } catch (SQLException failed) {
            out().flush();
            throw database.translate(failed, dev.cormorant.core.error.FailedOperation.of("query", database.label()));
        }
    }
}
