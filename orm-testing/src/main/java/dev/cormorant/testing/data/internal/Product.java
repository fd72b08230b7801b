package dev.cormorant.testing.data.internal;

/** How the databases write names, and read and take what no type of Java carries exactly. */
public enum Product {
    /** Values have types, columns hardly any. */
    SQLITE,
    /** Every type has a text that says it exactly. */
    POSTGRES,
    /** MySQL and MariaDB. */
    MYSQL;

    /**
     * The product of a driver.
     *
     * @param driver the name of the driver
     * @return the product; PostgreSQL for a driver that is none of ours
     */
    public static Product of(String driver) {
        return switch (driver) {
            case "sqlite" -> SQLITE;
            case "mysql" -> MYSQL;
            default -> POSTGRES;
        };
    }

    /**
     * A name as it stands in a statement, whatever it holds.
     *
     * @param name the name as the catalog has it
     * @return the name in quotes
     */
    public String quoted(String name) {
        String quote = this == MYSQL ? "`" : "\"";
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** {@return how the column is read so that its value is exact} */
    String selected(Column column) {
        String name = quoted(column.name());
        return switch (column.kind()) {
            case TIME, OTHER ->
                this == POSTGRES ? name + "::text" : this == MYSQL ? "cast(" + name + " as char)" : name;
            // The server sends six digits of a float, and all of a double.
            case SINGLE -> this == MYSQL ? name + " + 0e0" : name;
            case BITS -> name + " + 0";
            default -> name;
        };
    }

    /** {@return the parameter that takes the value of a column} */
    String parameter(Column column) {
        boolean cast = this == POSTGRES
                && switch (column.kind()) {
                    case TIME, JSON, OTHER -> true;
                    default -> false;
                };
        if (!cast) {
            return "?";
        }
        // A cast to bit alone would cut all but the first one.
        String type = column.typeName().equals("bit") ? "varbit" : column.typeName();
        return "cast(? as " + (type.startsWith("\"") ? type : quoted(type)) + ")";
    }
}
