package dev.cormorant.testing.leak;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in which {@code *} stands for any run of characters, and all else for itself. */
final class Glob {
    private final List<Pattern> patterns;

    Glob(List<String> globs) {
        patterns = globs.stream().map(Glob::pattern).collect(Collectors.toUnmodifiableList());
    }

    private static Pattern pattern(String glob) {
        String regex = glob.chars()
                .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    boolean matches(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }
}
