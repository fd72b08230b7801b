package dev.cormorant.migrations.internal.kept;

/**
 * What is kept of a statement.
 *
 * @param number its place in its script, from 1
 * @param line where its first word stands, from 1
 * @param hash of its words: the same for texts that differ in layout, comments or case only
 * @param text its words, without comments and before placeholders are filled in; at most {@value KeptStatements#LONGEST}
 *     characters, without literals where a password may be among them, empty for what is kept as one hash
 */
public record KeptStatement(int number, int line, String hash, String text) {

    /** {@return whether another one has the same words} */
    boolean same(KeptStatement other) {
        return hash.equals(other.hash);
    }
}
