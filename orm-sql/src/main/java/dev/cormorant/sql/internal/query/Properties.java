package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Expression.Path;
import java.util.Optional;

/** Finds attributes by the words of a method's name: case does not count, and {@code _} is a dot that may be left out. */
final class Properties {

    private Properties() {}

    static Optional<Path> find(Attributes attributes, String word) {
        String plain = plain(word);
        if (plain.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> found = attributes.names().stream()
                .filter(name -> plain(name).equals(plain))
                .findFirst()
                .map(Path::new);
        return found.isEmpty()
                        && plain.equals("id")
                        && attributes.attribute(Path.ID).isPresent()
                ? Optional.of(new Path(Path.ID))
                : found;
    }

    private static String plain(String name) {
        return name.replace("_", "").replace(".", "").toLowerCase(java.util.Locale.ROOT);
    }
}
