package dev.cormorant.migrations.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a script into its statements. It knows quotes, comments and bodies of routines, and no grammar: text that no database
 * would take is split somehow.
 */
public final class ScriptParser {

    private static final Set<String> ROUTINES = Set.of("trigger", "procedure", "function", "event");
    private static final Set<String> AFTER_INNER_END = Set.of("if", "loop", "while", "repeat");

    private final String script;
    private final Syntax syntax;
    private final List<ScriptStatement> statements = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private final StringBuilder bare = new StringBuilder();
    private String delimiter = ";";
    private String lastWord = "";
    private boolean routine;
    private int depth;
    private int at;
    private int start = -1;

    private ScriptParser(String script, Syntax syntax) {
        this.script = script;
        this.syntax = syntax;
    }

    /**
     * Splits a script.
     *
     * @param script its text
     * @param syntax how its database reads
     * @return its statements in order; a comment at the end belongs to none
     */
    public static List<ScriptStatement> parse(String script, Syntax syntax) {
        return new ScriptParser(script.startsWith("\uFEFF") ? script.substring(1) : script, syntax).all();
    }

    private List<ScriptStatement> all() {
        while (at < script.length()) {
            step();
        }
        end(script.length());
        return statements;
    }

    private void step() {
        char c = script.charAt(at);
        if (script.startsWith(delimiter, at) && depth == 0) {
            end(at);
            at += delimiter.length();
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (script.startsWith("--", at) || (c == '#' && syntax == Syntax.MYSQL)) {
            comment(at + (c == '#' ? 1 : 2), lineEnd(), lineEnd());
        } else if (script.startsWith("/*", at)) {
            block();
        } else {
            begin();
            token(c);
        }
    }

    /** What the database itself reads in a comment is no comment: versioned code of MySQL, hints. */
    private void block() {
        int from = at;
        int end = blockEnd();
        comment(at + 2, Math.max(at + 2, end - 2), end);
        boolean code = syntax == Syntax.MYSQL && (script.startsWith("/*!", from) || script.startsWith("/*M!", from));
        if (code && start < 0) {
            start = from;
        }
        if (code || script.startsWith("/*+", from)) {
            tokens.add(script.substring(from, end));
        }
    }

    private int lineEnd() {
        int end = script.indexOf('\n', at);
        return end < 0 ? script.length() : end;
    }

    private int blockEnd() {
        int open = 0;
        for (int i = at; i < script.length() - 1; i++) {
            if (script.startsWith("/*", i) && (open == 0 || syntax == Syntax.POSTGRES)) {
                open++;
                i++;
            } else if (script.startsWith("*/", i)) {
                open--;
                i++;
                if (open == 0) {
                    return i + 1;
                }
            }
        }
        return script.length();
    }

    private void comment(int from, int to, int next) {
        comments.add(script.substring(from, Math.max(from, to)).strip());
        at = next;
    }

    private void begin() {
        if (start < 0) {
            start = at;
        }
    }

    private void token(char c) {
        int from = at;
        if (c == '\'') {
            at = quoteEnd(at + 1, c, syntax == Syntax.MYSQL || isEscapeString());
            add("''", script.substring(from, at));
        } else if (c == '"' || c == '`' || (c == '[' && syntax == Syntax.SQLITE)) {
            at = quoteEnd(at + 1, c == '[' ? ']' : c, c == '"' && syntax == Syntax.MYSQL);
            String name = script.substring(from, at);
            // Nothing in a name shall look like the text around it.
            add(name.replaceAll("[\\s.,()]", "_"), name);
        } else if (c == '$' && syntax == Syntax.POSTGRES && dollarQuote()) {
            add("''", script.substring(from, at));
        } else if (Character.isJavaIdentifierPart(c)) {
            word();
        } else {
            at++;
            add(String.valueOf(c), String.valueOf(c));
        }
    }

    /** PostgreSQL reads backslashes in a literal right after an {@code E} that is a word of its own. */
    private boolean isEscapeString() {
        return syntax == Syntax.POSTGRES
                && at > 0
                && Character.toLowerCase(script.charAt(at - 1)) == 'e'
                && (at == 1 || !Character.isJavaIdentifierPart(script.charAt(at - 2)));
    }

    private int quoteEnd(int from, char quote, boolean backslash) {
        int i = from;
        while (i < script.length()) {
            char c = script.charAt(i);
            if (c == '\\' && backslash) {
                i++;
            } else if (c == quote && i + 1 < script.length() && script.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
            i++;
        }
        return script.length();
    }

    private boolean dollarQuote() {
        int second = script.indexOf('$', at + 1);
        if (second < 0 || !script.substring(at + 1, second).matches("\\w*")) {
            return false;
        }
        String mark = script.substring(at, second + 1);
        int end = script.indexOf(mark, second + 1);
        at = end < 0 ? script.length() : end + mark.length();
        return true;
    }

    private void word() {
        int from = at;
        while (at < script.length() && Character.isJavaIdentifierPart(script.charAt(at))) {
            at++;
        }
        String written = script.substring(from, at);
        String word = written.toLowerCase(Locale.ROOT);
        if (bare.isEmpty() && word.equals("delimiter") && syntax == Syntax.MYSQL) {
            int end = lineEnd();
            delimiter = script.substring(at, end).strip();
            at = end;
            start = -1;
            return;
        }
        nest(word);
        lastWord = word;
        // Names of tables are told apart by case on most servers of MySQL.
        add(word, syntax == Syntax.MYSQL && !Keywords.contains(word) ? written : word);
    }

    /** A body between {@code BEGIN} and {@code END} has semicolons of its own. */
    private void nest(String word) {
        if (syntax == Syntax.POSTGRES) {
            return;
        }
        routine |= ROUTINES.contains(word) && bare.toString().startsWith("create");
        if (!routine) {
            return;
        }
        if (word.equals("begin") || (word.equals("case") && !lastWord.equals("end"))) {
            depth++;
        } else if (word.equals("end") && depth > 0 && !AFTER_INNER_END.contains(nextWord())) {
            depth--;
        }
    }

    private String nextWord() {
        int from = at;
        while (from < script.length() && Character.isWhitespace(script.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < script.length() && Character.isLetter(script.charAt(to))) {
            to++;
        }
        return script.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private void add(String token, String exact) {
        tokens.add(exact);
        if (!bare.isEmpty()) {
            bare.append(' ');
        }
        bare.append(token);
    }

    private void end(int until) {
        if (start >= 0) {
            int line = 1
                    + (int) script.substring(0, start)
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            statements.add(new ScriptStatement(
                    line, script.substring(start, until).strip(), bare.toString(), comments, tokens));
            comments.clear();
        }
        tokens.clear();
        start = -1;
        bare.setLength(0);
        lastWord = "";
        routine = false;
        depth = 0;
    }
}
