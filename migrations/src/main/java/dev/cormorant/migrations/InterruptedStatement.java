package dev.cormorant.migrations;

/**
 * A statement of an interrupted script.
 *
 * @param number which, from 1
 * @param line where it begins in the script, from 1; 0 if the script has it no more
 * @param sql its beginning on one line, 120 characters at most; empty if the script has it no more
 * @param state where it stands
 */
public record InterruptedStatement(int number, int line, String sql, StatementState state) {}
