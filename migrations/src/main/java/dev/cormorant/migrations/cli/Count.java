package dev.cormorant.migrations.cli;

/** A number with what it counts, for people. */
final class Count {

    private Count() {}

    /**
     * One thing or several.
     *
     * @param number how many
     * @param thing what one of them is called, where several have an s more
     * @return such as {@code 1 script} and {@code 2 scripts}
     */
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
