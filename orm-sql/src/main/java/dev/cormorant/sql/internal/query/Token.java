package dev.cormorant.sql.internal.query;

/**
 * One word of a query.
 *
 * @param kind what it is
 * @param text how it is written; of a string what is in it
 * @param position where it begins, from 0
 */
record Token(Kind kind, String text, int position) {

    enum Kind {
        WORD,
        STRING,
        NUMBER,
        PARAMETER,
        SYMBOL,
        END
    }

    boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
    }
}
