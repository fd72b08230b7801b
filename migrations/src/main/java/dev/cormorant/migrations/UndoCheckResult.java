package dev.cormorant.migrations;

import dev.cormorant.migrations.schema.SchemaDifference;
import java.util.List;

/**
 * Whether undo scripts really undo: each was run in a throwaway database after its migration, and the migration again after it.
 *
 * @param database the label of the database that the throwaway one was like
 * @param checked versions that have an undo script, in order
 * @param withoutUndo versions that have none, in order
 * @param findings where a schema was not what it was before; empty if all is well
 */
public record UndoCheckResult(String database, List<String> checked, List<String> withoutUndo, List<Finding> findings) {

    /**
     * A schema that is not what it was.
     *
     * @param version whose undo it is about
     * @param again false if the undo left the schema different from what it was before the migration, true if the migration,
     *     applied again, made something else than the first time
     * @param differences what differs
     */
    public record Finding(String version, boolean again, List<SchemaDifference> differences) {

        /** Keeps an unmodifiable copy of the list. */
        public Finding {
            differences = List.copyOf(differences);
        }
    }

    /** Keeps unmodifiable copies of the lists. */
    public UndoCheckResult {
        checked = List.copyOf(checked);
        withoutUndo = List.copyOf(withoutUndo);
        findings = List.copyOf(findings);
    }

    /** {@return whether every undo script undoes} */
    public boolean isClean() {
        return findings.isEmpty();
    }
}
