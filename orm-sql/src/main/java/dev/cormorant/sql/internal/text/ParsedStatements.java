package dev.cormorant.sql.internal.text;

import dev.cormorant.sql.internal.cache.BoundedCache;

/** Keeps what was parsed, at most {@value #CAPACITY} statements: an application has few texts and runs them often. */
public final class ParsedStatements {

    static final int CAPACITY = 2_048;

    private final Lexis lexis;
    private final BoundedCache<String, ParsedSql> parsed = new BoundedCache<>(CAPACITY);

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
        return known == null ? parsed.keep(sql, SqlParser.parse(sql, lexis)) : known;
    }

    int size() {
        return parsed.size();
    }
}
