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
 */
public record ScriptStatement(int line, String text, String bare, List<String> comments) {

    /** Keeps an unmodifiable copy of the comments. */
    public ScriptStatement {
        comments = List.copyOf(comments);
    }
}
