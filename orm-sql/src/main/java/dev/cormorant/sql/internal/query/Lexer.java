package dev.cormorant.sql.internal.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into words. */
final class Lexer {

    private static final String SYMBOLS = "()=<>+-*/,.|";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** {@return the words, and an end behind them} */
    static List<Token> tokens(String text) {
        return new Lexer(text).run();
    }

    static QueryException wrong(String text, int position, String what) {
        String near = position >= text.length()
                ? "at its end"
                : "at position " + (position + 1) + ", before \""
                        + text.substring(position, Math.min(text.length(), position + 20)) + "\"";
        return new QueryException("the query \"" + text.strip() + "\" is wrong " + near + ": " + what);
    }

    private List<Token> run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (Character.isJavaIdentifierStart(c)) {
                add(Token.Kind.WORD, identifierEnd(at));
            } else if (Character.isDigit(c) || (c == '.' && isDigit(at + 1))) {
                add(Token.Kind.NUMBER, numberEnd());
            } else if (c == '\'') {
                string();
            } else if (c == ':' || c == '?') {
                parameter(c);
            } else {
                symbol(c);
            }
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return tokens;
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at));
        at = end;
    }

    private boolean isDigit(int position) {
        return position < text.length() && Character.isDigit(text.charAt(position));
    }

    private int identifierEnd(int from) {
        int end = from;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int numberEnd() {
        int end = at;
        while (end < text.length()) {
            char c = Character.toLowerCase(text.charAt(end));
            boolean sign = (c == '+' || c == '-') && Character.toLowerCase(text.charAt(end - 1)) == 'e';
            if (!Character.isDigit(c) && c != '.' && "eldf".indexOf(c) < 0 && !sign) {
                break;
            }
            end++;
        }
        return end;
    }

    private void string() {
        int start = at;
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '\'') {
                value.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '\'') {
                value.append('\'');
                at++;
            } else {
                at++;
                tokens.add(new Token(Token.Kind.STRING, value.toString(), start));
                return;
            }
        }
        throw wrong(text, start, "the text that begins here has no end; a quote inside it is written ''");
    }

    private void parameter(char kind) {
        int end = at + 1;
        while (kind == '?' && isDigit(end)) {
            end++;
        }
        end = kind == ':' ? identifierEnd(end) : end;
        if (end == at + 1) {
            throw wrong(text, at, "a parameter is written :name or ?1");
        }
        add(Token.Kind.PARAMETER, end);
    }

    private void symbol(char c) {
        String two = text.substring(at, Math.min(text.length(), at + 2));
        if (List.of("<=", ">=", "<>", "||").contains(two)) {
            add(Token.Kind.SYMBOL, at + 2);
        } else if (SYMBOLS.indexOf(c) >= 0 && c != '|') {
            add(Token.Kind.SYMBOL, at + 1);
        } else {
            throw wrong(text, at, "this is no part of the language" + (c == '!' ? "; unequal is <>" : ""));
        }
    }
}
