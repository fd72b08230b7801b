package dev.cormorant.migrations.lint;

import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.lint.LintTarget.Product;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Something that a statement may do and should not.
 *
 * @param id its name, for findings and for comments that allow it
 * @param on whose rule it is
 * @param check whether a statement does it
 * @param why what it does to a table that is large and in use
 * @param instead the safe form
 */
record Rule(String id, Set<Product> on, Check check, String why, String instead) {

    /** Looks at one statement of a script. */
    @FunctionalInterface
    interface Check {
        boolean finds(LintScript script, ScriptStatement statement, LintTarget target);

        default Check and(Check other) {
            return (script, statement, target) ->
                    finds(script, statement, target) && other.finds(script, statement, target);
        }
    }

    /** {@return a check of the words of the whole statement} */
    static Check statement(String pattern) {
        Predicate<String> words = Pattern.compile(pattern).asPredicate();
        return (script, statement, target) -> words.test(statement.bare());
    }

    /** {@return a check that one part of an ALTER TABLE has the one pattern and not the other} */
    static Check change(String pattern, String unless) {
        Predicate<String> part = Pattern.compile(pattern).asPredicate();
        Predicate<String> safe = Pattern.compile(unless).asPredicate();
        return (script, statement, target) -> script.changes(statement).stream().anyMatch(part.and(safe.negate()));
    }

    /** {@return a check that one part of an ALTER TABLE has the pattern} */
    static Check change(String pattern) {
        return change(pattern, "(?!)");
    }
}
