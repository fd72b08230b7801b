package dev.cormorant.migrations.internal.journal;

/**
 * One row of the journal.
 *
 * @param statement which statement of its script, from 1
 * @param hash of the statement as it was, without layout, comments and case
 * @param state what became of it
 * @param sql the statement; cut off after {@link StatementText#LONGEST} characters
 * @param checksum that of the script at that time
 */
public record JournalEntry(int statement, String hash, EntryState state, String sql, int checksum) {}
