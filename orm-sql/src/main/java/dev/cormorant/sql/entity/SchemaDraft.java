package dev.cormorant.sql.entity;

import java.util.List;

/**
 * What would make a schema what entities take it to be. A draft: somebody is to read it before it is run.
 *
 * @param statements in the order in which they work, without a semicolon at the end; empty if nothing is missing
 * @param remarks what differs and is left alone: what the entities do not know, which is never dropped, and what this database cannot
 *     change in place; one sentence each
 * @param unknownTables tables of the schema that no entity knows; they stay
 */
public record SchemaDraft(List<String> statements, List<String> remarks, List<String> unknownTables) {

    /** Keeps unmodifiable copies. */
    public SchemaDraft {
        statements = List.copyOf(statements);
        remarks = List.copyOf(remarks);
        unknownTables = List.copyOf(unknownTables);
    }

    /** {@return whether no statement is needed; there may be remarks} */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** {@return the same with other unknown tables} */
    public SchemaDraft withUnknownTables(List<String> tables) {
        return new SchemaDraft(statements, remarks, tables);
    }

    /** {@return the draft as a script: the remarks as comments, then the statements} */
    public String text() {
        StringBuilder text = new StringBuilder();
        remarks.forEach(remark -> text.append("-- ").append(remark).append('\n'));
        unknownTables.forEach(table ->
                text.append("-- no entity knows the table ").append(table).append("; it stays\n"));
        statements.forEach(statement -> text.append(statement).append(";\n"));
        return text.toString();
    }
}
