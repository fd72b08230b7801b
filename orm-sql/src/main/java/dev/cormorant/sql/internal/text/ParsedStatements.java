package dev.cormorant.sql.internal.text;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what was parsed, at most {@value #CAPACITY} statements: an application has few texts and runs them often. */
public final class ParsedStatements {

    static final int CAPACITY = 512;

    private final Lexis lexis;
    private final Map<String, ParsedSql> parsed = new ConcurrentHashMap<>();

    /**
     * Makes an empty memory.
     *
     * @param lexis the lexis of the database
     */
    public ParsedStatements(Lexis lexis) {
        this.lexis = lexis;
    }

    /**
     * Parses a text, unless that was done before.
     *
     * @param sql the text
     * @return the statement
     */
    public ParsedSql parse(String sql) {
        ParsedSql known = parsed.get(sql);
        if (known != null) {
            return known;
        }
        // Texts that are glued together are all different; to begin anew costs less than to tell old from new.
        if (parsed.size() >= CAPACITY) {
            parsed.clear();
        }
        ParsedSql fresh = SqlParser.parse(sql, lexis);
        parsed.put(sql, fresh);
        return fresh;
    }

    int size() {
        return parsed.size();
    }
}
