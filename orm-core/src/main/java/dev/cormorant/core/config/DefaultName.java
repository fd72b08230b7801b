package dev.cormorant.core.config;

/** The label of a database that was given none: scheme and database, without the folder of a file. */
final class DefaultName {
    private static final int LONGEST = 64;

    private DefaultName() {}

    static String of(ConnectionUrl url) {
        String database = url.shownDatabase().orElse("");
        String word = lastPart(database).replaceAll("[^A-Za-z0-9_.-]+", "_").replaceAll("^_+|_+$", "");
        String name = word.isEmpty() ? url.scheme() : url.scheme() + '-' + word;
        String legal = name.replace('+', '_');
        return legal.substring(0, Math.min(legal.length(), LONGEST));
    }

    /** A path without its folders, on any system. */
    static String lastPart(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
