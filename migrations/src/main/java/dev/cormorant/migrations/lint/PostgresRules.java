package dev.cormorant.migrations.lint;

import static dev.cormorant.migrations.lint.Rule.change;
import static dev.cormorant.migrations.lint.Rule.statement;

import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.lint.LintTarget.Product;
import dev.cormorant.migrations.lint.Rule.Check;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of PostgreSQL, from what its manual says of ALTER TABLE, CREATE INDEX and explicit locking.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
final class PostgresRules {

    private static final Set<Product> POSTGRES = EnumSet.of(Product.POSTGRES);
    /** From this version on a constant default is kept beside the table. */
    private static final int CONSTANTS = 11;

    private static final String OUTSIDE = "^(create (unique )?index concurrently|drop index concurrently"
            + "|reindex .*concurrently|vacuum|alter system|create database|drop database)\\b";
    private static final String VOLATILE =
            "^add (column )?.*( default \\(* ?(random|gen_random_uuid|uuid_generate_v\\d\\w*"
                    + "|uuidv7|clock_timestamp|timeofday|nextval)\\b| (small|big)?serial\\b|generated always as \\(.* stored"
                    + "| as identity)";

    static final List<Rule> ALL = List.of(
            rule(
                    "index-not-concurrent",
                    statement("^create (unique )?index (?!concurrently)")
                            .and((script, statement, target) -> script.indexesAnOldTable(statement)),
                    "nobody can write to the table until the index is built",
                    "CREATE INDEX CONCURRENTLY, alone in its script"),
            rule(
                    "drop-index-not-concurrent",
                    statement("^drop index (?!concurrently)"),
                    "waits for every query on the table, and everybody else waits behind it",
                    "DROP INDEX CONCURRENTLY IF EXISTS, alone in its script"),
            rule(
                    "mixed-transactional",
                    statement(OUTSIDE)
                            .and((script, statement, target) ->
                                    script.statements().size() > 1),
                    "cannot run in a transaction, so that the whole script runs without one and may stop half way",
                    "a script of its own for this statement"),
            rule(
                    "column-volatile-default",
                    change(VOLATILE),
                    "writes the whole table anew while nobody can read it",
                    "add the column without a default, fill it in batches, then set the default"),
            rule(
                    "column-default-rewrite",
                    change("^add (column )?.* default ").and((script, statement, target) -> target.major() < CONSTANTS),
                    "writes the whole table anew while nobody can read it: so it is before PostgreSQL 11",
                    "add the column without a default, fill it in batches, then set the default"),
            rule(
                    "column-type-change",
                    change("^alter (column )?\\S+ (set data )?type\\b", "type (pg_catalog \\. )?text\\b(?! \\[)"),
                    "may write the whole table and its indexes anew while nobody can read it",
                    "add a column of the new type, fill it in batches, and move over"),
            rule(
                    "set-not-null",
                    change("^alter (column )?\\S+ set not null"),
                    "reads the whole table while nobody can use it",
                    "ADD CONSTRAINT … CHECK (… IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT in the next script, then SET NOT NULL"),
            rule(
                    "foreign-key-validated",
                    change("^add (constraint \\S+ )?foreign key\\b", "not valid"),
                    "reads the whole table while nobody can write to either of the two",
                    "ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in the next script"),
            rule(
                    "check-validated",
                    change("^add (constraint \\S+ )?check\\b", "not valid"),
                    "reads the whole table while nobody can use it",
                    "ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in the next script"),
            rule(
                    "constraint-builds-index",
                    change("^add (constraint \\S+ )?(unique|primary key)\\b", "using index"),
                    "builds its index while nobody can use the table",
                    "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX"),
            rule(
                    "validated-too-soon",
                    change("^validate constraint").and(PostgresRules::addsItsConstraint),
                    "the lock of adding the constraint is held while the table is read, as if it had been added at once",
                    "VALIDATE CONSTRAINT in a script of its own"),
            rule(
                    "table-rewrite",
                    statement(
                            "^(vacuum (\\( )?full|cluster\\b|alter table .* set (un)?logged|alter table .* set tablespace)"),
                    "writes the whole table anew while nobody can use it",
                    "a time when the table is not in use, or a copy that is filled in batches"),
            rule(
                    "long-lock",
                    statement("^(lock |reindex (?!.*concurrently)|refresh materialized view (?!concurrently))"),
                    "keeps others away until it is done",
                    "the form with CONCURRENTLY, or no lock"));

    private PostgresRules() {}

    private static Rule rule(String id, Check check, String why, String instead) {
        return new Rule(id, POSTGRES, check, why, instead);
    }

    private static boolean addsItsConstraint(LintScript script, ScriptStatement statement, LintTarget target) {
        return script.statements().stream().anyMatch(other -> other.bare().endsWith("not valid"));
    }
}
