package dev.cormorant.migrations.lint;

import static dev.cormorant.migrations.lint.Rule.change;
import static dev.cormorant.migrations.lint.Rule.statement;

import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.lint.LintTarget.Product;
import dev.cormorant.migrations.lint.Rule.Check;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of MySQL and MariaDB, from what the manual says of online DDL and of statements that commit by themselves.
 *
 * @see <a href="https://dev.mysql.com/doc/refman/8.0/en/innodb-online-ddl-operations.html">Online DDL operations</a>
 */
final class MysqlRules {

    private static final Set<Product> BOTH = EnumSet.of(Product.MYSQL, Product.MARIADB);
    private static final Pattern DEFINES = Pattern.compile("^(create|alter|drop|rename|truncate)\\b(?! temporary)");
    private static final Pattern CHANGES_ROWS = Pattern.compile("^(insert|update|delete|replace|load data)\\b");
    /** From this version on a column can be added without touching the rows. */
    private static final int INSTANT = 8;

    private static final Pattern ASKED = Pattern.compile("algorithm = (inplace|instant|nocopy)");

    static final List<Rule> ALL = List.of(
            rule(
                    "several-ddl",
                    (script, statement, target) ->
                            defines(statement) && !firstThatDefines(script).equals(statement),
                    "each of these statements commits by itself: a failure leaves the script half applied",
                    "one statement that changes the schema in each script"),
            rule(
                    "mixed-transactional",
                    (script, statement, target) ->
                            CHANGES_ROWS.matcher(statement.bare()).find()
                                    && script.statements().stream().anyMatch(MysqlRules::defines),
                    "the change of the schema commits what the script has done to rows",
                    "rows in a script of their own"),
            rule(
                    "copy-algorithm",
                    change("^((modify|change)\\b|convert to character set|drop primary key|engine\\b|order by)")
                            .and(MysqlRules::doesNotAsk),
                    "may copy the whole table while nobody can write to it",
                    "ALGORITHM=INPLACE, LOCK=NONE at its end: the server then refuses instead of copying"),
            rule(
                    "copy-algorithm",
                    statement("algorithm = copy\\b"),
                    "copies the whole table while nobody can write to it",
                    "ALGORITHM=INPLACE or INSTANT"),
            new Rule(
                    "column-rebuild",
                    EnumSet.of(Product.MYSQL),
                    change("^add column ")
                            .and((script, statement, target) -> target.major() < INSTANT)
                            .and(MysqlRules::doesNotAsk),
                    "writes the whole table anew: a column is added at once from MySQL 8.0.12 on",
                    "ALGORITHM=INPLACE, LOCK=NONE, so that others can write meanwhile"),
            rule(
                    "foreign-key-validated",
                    change("^add (constraint \\S+ )?foreign key\\b").and(MysqlRules::doesNotAsk),
                    "copies the whole table while nobody can write to it",
                    "foreign_key_checks=0 and ALGORITHM=INPLACE, after the rows were checked by a query"),
            rule(
                    "long-lock",
                    statement(
                            "(^lock tables?\\b|\\block = (exclusive|shared)\\b"
                                    + "|^create (fulltext|spatial) index|^alter table .* add (fulltext|spatial)\\b|^optimize table)"),
                    "keeps others from writing until it is done",
                    "LOCK=NONE where the statement has it, or a time when the table is not in use"));

    private MysqlRules() {}

    private static Rule rule(String id, Check check, String why, String instead) {
        return new Rule(id, BOTH, check, why, instead);
    }

    private static boolean defines(ScriptStatement statement) {
        return DEFINES.matcher(statement.bare()).find();
    }

    private static ScriptStatement firstThatDefines(LintScript script) {
        return script.statements().stream()
                .filter(MysqlRules::defines)
                .findFirst()
                .orElseThrow();
    }

    private static boolean doesNotAsk(LintScript script, ScriptStatement statement, LintTarget target) {
        return !ASKED.matcher(statement.bare()).find();
    }
}
