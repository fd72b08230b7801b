package dev.cormorant.postgres;

/** Says in words what is wrong with a value, without the value, which the server's own text would repeat. */
final class DataFault {

    private DataFault() {}

    static String describe(String state) {
        return switch (state) {
            case "22001" -> "a text is too long for its column";
            case "22003" -> "a number is out of the range of its type";
            case "22004", "22002" -> "a null is not allowed here";
            case "22007" -> "a text is no valid date or time";
            case "22008" -> "a date or time is out of range";
            case "22012" -> "division by zero";
            case "22021", "22P05" -> "a text holds a character that the server cannot store, such as U+0000";
            case "22025", "22019", "2200C" -> "an escape sequence is malformed";
            case "22026" -> "a bit string has the wrong length";
            case "22P02", "22018", "22P03" -> "a value does not have the form of its type";
            case "2201B" -> "a regular expression is malformed";
            case "2202E" -> "an array subscript is wrong";
            case "22030", "22032", "22033", "22034", "22035", "22036", "22037", "22038", "22039" ->
                "a JSON value is malformed or lacks what is asked for";
            default -> "a value does not fit";
        };
    }
}
