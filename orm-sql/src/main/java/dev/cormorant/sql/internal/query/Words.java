package dev.cormorant.sql.internal.query;

import java.util.List;
import java.util.Locale;

/** The words of a query while it is read. */
final class Words {

    private static final int DEEPEST = 200;

    private final String text;
    private final List<Token> tokens;
    private int at;
    private int depth;

    Words(String text) {
        this.text = text;
        this.tokens = Lexer.tokens(text);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int further) {
        return tokens.get(Math.min(at + further, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    /** Takes the next word if it is this one. */
    boolean take(String wordOrSymbol) {
        boolean there = peek().is(wordOrSymbol);
        if (there) {
            next();
        }
        return there;
    }

    void expect(String wordOrSymbol) {
        if (!take(wordOrSymbol)) {
            throw expected(wordOrSymbol.toUpperCase(Locale.ROOT));
        }
    }

    Token expectWord(String what) {
        if (peek().kind() != Token.Kind.WORD) {
            throw expected(what);
        }
        return next();
    }

    QueryException expected(String what) {
        return wrong(peek(), what + " is expected here");
    }

    QueryException wrong(Token token, String what) {
        return Lexer.wrong(text, token.position(), what);
    }

    /** Goes one level down; brackets within brackets have an end, because each costs stack. */
    void enter() {
        if (++depth > DEEPEST) {
            throw wrong(peek(), "it is nested deeper than " + DEEPEST + " levels");
        }
    }

    void leave() {
        depth--;
    }

    /** {@return the word behind the bracket that closes the one at which we are} */
    Token behindBracket() {
        int open = 0;
        for (int i = at; i < tokens.size() - 1; i++) {
            if (tokens.get(i).is("(")) {
                open++;
            } else if (tokens.get(i).is(")") && --open == 0) {
                return tokens.get(i + 1);
            }
        }
        throw wrong(peek(), "the bracket that opens here is never closed");
    }
}
