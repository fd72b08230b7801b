package dev.cormorant.migrations.lint;

/**
 * Something dangerous.
 *
 * @param rule the id of the rule, such as {@code index-not-concurrent}
 * @param file the script
 * @param line where the statement begins, from 1
 * @param why what it does to a table that is large and in use
 * @param instead the safe form
 */
public record LintFinding(String rule, String file, int line, String why, String instead) {}
