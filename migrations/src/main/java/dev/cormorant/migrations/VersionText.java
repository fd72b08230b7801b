package dev.cormorant.migrations;

/** What versions and descriptions look like. */
final class VersionText {

    /** The width of that column in Flyway's table of the history. */
    private static final int LONGEST_DESCRIPTION = 200;

    private VersionText() {}

    static void requireVersion(String version) {
        if (!version.matches("[0-9]{1,18}(\\.[0-9]{1,18})*")) {
            throw new IllegalArgumentException(
                    "a version is numbers with dots between them, such as 2.1, not " + version);
        }
    }

    static void requireDescription(String description) {
        if (description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("the description of a baseline has 1 to 200 characters");
        }
    }
}
