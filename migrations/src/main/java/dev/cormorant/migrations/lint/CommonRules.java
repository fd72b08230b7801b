package dev.cormorant.migrations.lint;

import static dev.cormorant.migrations.lint.Rule.change;
import static dev.cormorant.migrations.lint.Rule.statement;

import dev.cormorant.migrations.lint.LintTarget.Product;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rules of every database, and those of SQLite, which has few. */
final class CommonRules {

    private static final Set<Product> EVERY = EnumSet.allOf(Product.class);
    private static final Set<Product> SQLITE = EnumSet.of(Product.SQLITE);
    private static final String COLUMN =
            "^add (column )?(?!constraint|index|key|unique|primary|foreign|check|fulltext|spatial)";

    static final List<Rule> ALL = List.of(
            new Rule(
                    "column-not-null-without-default",
                    EVERY,
                    change(COLUMN + ".* not null\\b", " default | generated |auto_increment|serial\\b"),
                    "fails if the table has rows; MySQL and MariaDB fill in 0 or an empty text instead",
                    "a default, or a column that may be null until it is filled"),
            new Rule(
                    "drop-without-if-exists",
                    EVERY,
                    statement("^drop (table|view|materialized view|sequence|type|trigger|function|procedure|schema"
                            + "|index concurrently) (?!if exists)"),
                    "fails where it is gone already, and with it the script that is run again after a failure",
                    "DROP … IF EXISTS"),
            new Rule(
                    "every-row",
                    EVERY,
                    statement("^(update|delete from) (?!.* where )"),
                    "locks every row of the table until the script commits",
                    "a WHERE, or batches outside of migrations"),
            new Rule(
                    "rename",
                    EVERY,
                    change("^rename\\b"),
                    "breaks the release that is still running",
                    "a new column or table beside the old one, which goes with a later release"),
            new Rule(
                    "rename",
                    EnumSet.of(Product.MYSQL, Product.MARIADB),
                    statement("^rename table\\b"),
                    "breaks the release that is still running",
                    "a new table beside the old one, which goes with a later release"),
            new Rule(
                    "column-refused",
                    SQLITE,
                    change(COLUMN + ".*( primary key| unique\\b| default (\\(|current_))"),
                    "SQLite refuses it as soon as the table has rows, and a key or a uniqueness always",
                    "a new table with the column, filled from the old one"),
            new Rule(
                    "no-effect-in-transaction",
                    SQLITE,
                    statement("^(vacuum\\b|pragma (foreign_keys|journal_mode|synchronous) ?[=(])"),
                    "fails, or does nothing, inside the transaction in which a script runs",
                    "the settings of the connection, or a moment outside of migrations"));

    private CommonRules() {}
}
