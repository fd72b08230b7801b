package dev.cormorant.migrations.internal.script;

import java.util.List;

/**
 * A statement of a script.
 *
 * @param line where its first word stands, from 1
 * @param text as it is written, without the semicolon at its end and without what stands before its first word
 * @param bare its words for looking at: in lower case but for quoted names, one blank between them, without
 *     comments, and literals empty
 * @param comments the comments before it and within it, each without its marks
 * @param tokens its words, literals and signs, for comparing: words in lower case where case means nothing, literals and
 *     quoted names as written, without comments that are none to the database
 */
public record ScriptStatement(int line, String text, String bare, List<String> comments, List<String> tokens) {

    /** Keeps unmodifiable copies of the lists. */
    public ScriptStatement {
        comments = List.copyOf(comments);
        tokens = List.copyOf(tokens);
    }

    /** {@return the tokens with one blank between them: equal for two statements that differ in layout, comments or case only} */
    public String normalized() {
        return String.join(" ", tokens);
    }
}
