package dev.cormorant.migrations.internal.script;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds statements that reach beyond the database that they run in. Such a script must not be run in a throwaway database, because
 * it would change the real one, or the server.
 */
public final class BeyondTheDatabase {

    private static final Pattern MYSQL =
            Pattern.compile("(use|(create|drop|alter) (database|schema|user|role)|set global|set"
                    + " persist|rename user|(grant|revoke) .* (on \\* \\.|to|from) ).*");

    private static final Pattern POSTGRES =
            Pattern.compile("((create|drop|alter) (role|user|group|database|tablespace)|alter"
                    + " system|drop owned|reassign owned)\\b.*");

    private static final Pattern SQLITE = Pattern.compile("(attach|vacuum into)\\b.*");

    private BeyondTheDatabase() {}

    /**
     * The first such statement of a script.
     *
     * @param script its text
     * @param syntax how its database reads
     * @param database the name of the real database; a MySQL script may write it before the name of a table
     * @return the statement; empty if there is none
     */
    public static Optional<ScriptStatement> find(String script, Syntax syntax, String database) {
        return ScriptParser.parse(script, syntax).stream()
                .filter(statement -> reaches(statement.bare(), syntax, database))
                .findFirst();
    }

    private static boolean reaches(String bare, Syntax syntax, String database) {
        return switch (syntax) {
            case POSTGRES -> POSTGRES.matcher(bare).matches();
            case SQLITE -> SQLITE.matcher(bare).matches();
            case MYSQL -> MYSQL.matcher(bare).matches() || names(bare, database.toLowerCase(Locale.ROOT));
        };
    }

    private static boolean names(String bare, String database) {
        String text = " " + bare.toLowerCase(Locale.ROOT);
        return text.contains(" " + database + " . ") || text.contains("`" + database + "` . ");
    }
}
