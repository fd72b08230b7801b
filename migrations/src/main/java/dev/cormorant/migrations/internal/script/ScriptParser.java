package dev.cormorant.migrations.internal.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a script into its statements. It knows quotes, comments and bodies of routines, and no grammar: text that no database
 * would take is split somehow.
 */
public final class ScriptParser {

    private static final Set<String> ROUTINES = Set.of("trigger", "procedure", "function", "event");
    private static final Set<String> AFTER_INNER_END = Set.of("if", "loop", "while", "repeat");
    private static final Set<String> LITERAL_PREFIXES = Set.of("e", "n", "x", "b");
    private static final Pattern COPY = Pattern.compile("copy .* from stdin\\b.*");

    private final String script;
    private final Syntax syntax;
    private final Lines lines;
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
    private int placeholderEnd = -1;

    private ScriptParser(String script, Syntax syntax) {
        this.script = script;
        this.syntax = syntax;
        this.lines = new Lines(script);
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
            int until = at;
            at += delimiter.length();
            copiedRows();
            end(until);
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (isDashes() || (c == '#' && syntax == Syntax.MYSQL)) {
            comment(at + (c == '#' ? 1 : 2), lineEnd(), lineEnd());
        } else if (script.startsWith("/*", at)) {
            block();
        } else {
            begin();
            token(c);
        }
    }

    /** MySQL takes two dashes for a comment only before a blank: {@code 5--1} is 6. */
    private boolean isDashes() {
        return script.startsWith("--", at)
                && (syntax != Syntax.MYSQL || at + 2 >= script.length() || script.charAt(at + 2) <= ' ');
    }

    /** The rows behind a {@code COPY … FROM STDIN}, up to the line with a backslash and a dot. */
    private void copiedRows() {
        if (syntax == Syntax.POSTGRES && COPY.matcher(bare).matches()) {
            int last = script.indexOf("\n\\.", at);
            if (last >= 0) {
                tokens.add(script.substring(at, last));
                at = last + 3;
            }
        }
    }

    /** What the database itself reads in a comment is no comment: versioned code of MySQL, hints. */
    private void block() {
        int from = at;
        int end = Quotes.commentEnd(script, at, syntax == Syntax.POSTGRES);
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
            at = Quotes.end(script, at + 1, c, syntax == Syntax.MYSQL || isEscapeString());
            addLiteral(from);
        } else if (script.startsWith("${", at) && script.indexOf('}', at) > 0) {
            placeholder();
        } else if (c == '"' || c == '`' || (c == '[' && syntax == Syntax.SQLITE)) {
            at = Quotes.end(script, at + 1, c == '[' ? ']' : c, c == '"' && syntax == Syntax.MYSQL);
            String name = script.substring(from, at);
            // Nothing in a name shall look like the text around it.
            add(name.replaceAll("[\\s.,()]", "_"), name);
        } else if (c == '$' && syntax == Syntax.POSTGRES && dollarQuote()) {
            add("''", script.substring(from, at));
        } else if (Character.isJavaIdentifierPart(c)) {
            word();
        } else {
            at = Operators.end(script, at, syntax);
            String operator = script.substring(from, at);
            add(String.join(" ", operator.split("")), operator);
        }
    }

    /** {@code x'61'} is no {@code x '61'}. */
    private void addLiteral(int from) {
        boolean prefixed = from > start
                && Character.isJavaIdentifierPart(script.charAt(from - 1))
                && LITERAL_PREFIXES.contains(lastWord);
        boolean unicode =
                syntax == Syntax.POSTGRES && from - 2 >= start && script.regionMatches(true, from - 2, "u&", 0, 2);
        add("''", script.substring(from, at), prefixed || unicode);
    }

    /** A placeholder is part of the word that it stands in. */
    private void placeholder() {
        int from = at;
        at = script.indexOf('}', at) + 1;
        placeholderEnd = at;
        String text = script.substring(from, at);
        boolean within = from > start && Character.isJavaIdentifierPart(script.charAt(from - 1));
        add(text.replaceAll("[\\s.,()]", "_"), text, within);
    }

    /** PostgreSQL reads backslashes in a literal right after an {@code E} that is a word of its own. */
    private boolean isEscapeString() {
        return syntax == Syntax.POSTGRES
                && at > 0
                && Character.toLowerCase(script.charAt(at - 1)) == 'e'
                && (at == 1 || !Character.isJavaIdentifierPart(script.charAt(at - 2)));
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
        while (at < script.length()
                && Character.isJavaIdentifierPart(script.charAt(at))
                && !script.startsWith("${", at)
                && !script.startsWith(delimiter, at)) {
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
        boolean exact = syntax == Syntax.MYSQL && !Keywords.contains(word);
        add(word, exact ? written : lower(written), from == placeholderEnd);
    }

    /** Of names the databases read the letters of ASCII alone in either case. */
    private static String lower(String word) {
        return word.chars().allMatch(c -> c < 128) ? word.toLowerCase(Locale.ROOT) : word;
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
        add(token, exact, false);
    }

    private void add(String token, String exact, boolean withTheLast) {
        String before = withTheLast && !tokens.isEmpty() ? tokens.remove(tokens.size() - 1) : "";
        tokens.add(before + exact);
        if (!bare.isEmpty()) {
            bare.append(' ');
        }
        bare.append(token);
    }

    private void end(int until) {
        if (start >= 0) {
            statements.add(new ScriptStatement(
                    lines.of(start), script.substring(start, until).strip(), bare.toString(), comments, tokens));
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
