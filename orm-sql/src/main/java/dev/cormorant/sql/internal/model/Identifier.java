package dev.cormorant.sql.internal.model;

/**
 * The name of a table or column.
 *
 * @param name the name, without quotes
 * @param exact whether it was given in quotes, and so holds in upper and lower case as it is
 */
public record Identifier(String name, boolean exact) {

    /**
     * A name as an annotation gives it.
     *
     * @param given the name; in quotes or backticks it is exact
     * @return the name
     */
    public static Identifier of(String given) {
        int last = given.length() - 1;
        boolean quoted =
                last > 1 && given.charAt(0) == given.charAt(last) && (given.charAt(0) == '"' || given.charAt(0) == '`');
        return quoted ? new Identifier(given.substring(1, last), true) : new Identifier(given, false);
    }

    /**
     * The name in a statement. In small letters it is quoted, since it then means the same as without quotes and may be a word of
     * SQL; with capitals it is left to the database, which folds it in its own way; what is no plain word is quoted. SQLite takes
     * backticks: of a name in double quotes that it does not know it makes a text.
     *
     * @param product the database
     * @return the name, in quotes or not
     */
    public String in(Product product) {
        boolean plain = !exact && name.matches("[A-Za-z_][A-Za-z0-9_]*");
        if (plain && !name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
            return name;
        }
        String quote = product == Product.POSTGRES ? "\"" : "`";
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
