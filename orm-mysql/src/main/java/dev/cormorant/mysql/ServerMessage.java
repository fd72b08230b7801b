package dev.cormorant.mysql;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a server's message what may be shown: names of the schema, and no value of a row. Connector/J puts values into the
 * text of a statement, so that a syntax error may quote them.
 *
 * @param number the server's number for the error
 * @param text the message
 */
record ServerMessage(int number, String text) {

    /** The key comes last; what stands before it, the value, may hold anything. */
    private static final Pattern KEY = Pattern.compile(".*for key '(.*)'", Pattern.DOTALL);

    private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT `((?:[^`]|``)*)`");
    private static final Pattern COLUMN = Pattern.compile("(?:Column|Field) '([^']*)'");
    private static final Pattern CHECK = Pattern.compile("Check constraint '([^']*)'");
    private static final Pattern FOR_COLUMN =
            Pattern.compile(".*for column [`']([^`'].*)[`'] at row (\\d+)", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile(".* at line (\\d+)", Pattern.DOTALL);

    /** Errors whose messages hold names of the schema or of accounts only. */
    private static final Set<Integer> NAMES_ONLY = Set.of(
            1007, 1008, 1040, 1044, 1045, 1046, 1049, 1050, 1051, 1052, 1054, 1060, 1061, 1068, 1072, 1091, 1109, 1130,
            1136, 1142, 1143, 1146, 1153, 1176, 1193, 1203, 1226, 1227, 1264, 1290, 1305, 1318, 1370, 1406, 1698, 1792,
            3118, 4151);

    /** {@return the unique key that was violated, as the server names it: {@code PRIMARY}, or {@code table.key} on MySQL 8.0.19 and later} */
    Optional<String> key() {
        return last(KEY);
    }

    /** {@return the foreign key or check that was violated} */
    Optional<String> constraint() {
        Optional<String> quoted = first(CONSTRAINT).map(name -> name.replace("``", "`"));
        return quoted.or(() -> first(CHECK));
    }

    /** {@return the column that may not be null} */
    Optional<String> column() {
        return first(COLUMN);
    }

    /** {@return the message, or as much of it as holds no value: the line of a syntax error, the column of a bad value} */
    Optional<String> safe() {
        if (NAMES_ONLY.contains(number)) {
            return Optional.of(text);
        }
        Matcher column = FOR_COLUMN.matcher(text);
        if (column.matches()) {
            return Optional.of("column " + column.group(1).replace("`", "") + ", row " + column.group(2));
        }
        return last(LINE).map(line -> "line " + line);
    }

    private Optional<String> first(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private Optional<String> last(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
