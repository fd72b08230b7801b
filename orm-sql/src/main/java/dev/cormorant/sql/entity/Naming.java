package dev.cormorant.sql.entity;

import java.util.Locale;

/** How tables and columns are called that no annotation names. Safe for all threads. */
public enum Naming {
    /** Lower case with underscores: {@code OrderLine.unitPrice} is {@code order_line.unit_price}. */
    SNAKE_CASE {
        @Override
        public String of(String name) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                if (i > 0 && startsWord(name, i)) {
                    text.append('_');
                }
                text.append(name.charAt(i));
            }
            return text.toString().toLowerCase(Locale.ROOT);
        }
    },
    /** As it is written in Java. */
    AS_WRITTEN {
        @Override
        public String of(String name) {
            return name;
        }
    };

    /**
     * The name of a table or column.
     *
     * @param name the simple name of the class, or the name of the component
     * @return the name in the database
     */
    public abstract String of(String name);

    /** A capital after a small letter or digit, and the last of several if a small letter follows: {@code URLPart}. */
    private static boolean startsWord(String name, int at) {
        if (!Character.isUpperCase(name.charAt(at)) || name.charAt(at - 1) == '_') {
            return false;
        }
        boolean lastOfSeveral = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return !Character.isUpperCase(name.charAt(at - 1)) || lastOfSeveral;
    }
}
