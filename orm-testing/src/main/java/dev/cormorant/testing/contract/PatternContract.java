package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.entity.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts are found by their parts whatever characters these have, and in a pattern only {@code %} and {@code _} mean something. */
public abstract class PatternContract extends RepositoryTables {

    /** What escapes, stands for others, or ends a text somewhere. */
    private static final List<String> SIGNS =
            List.of("\\", "%", "_", "!", "*", "?", "[", "]", "^", "'", "\"", "\\\\", "!%", "\\_", "[!a]", "é");

    private final List<String> names = new ArrayList<>();
    private Towns towns;

    /** For subclasses of the driver modules. */
    protected PatternContract() {}

    @BeforeEach
    final void townsWithSignsInTheirNames() throws Exception {
        run("delete from town");
        towns = orm().repository(Towns.class);
        names.add("abz");
        names.add("az");
        SIGNS.forEach(sign -> names.addAll(List.of("a" + sign + "z", sign + "b", "b" + sign)));
        List<Town> all = new ArrayList<>();
        for (String name : names) {
            all.add(Town.of(all.size() + 1L, name, "XX", null, null));
        }
        towns.insertAll(all);
    }

    private void assertFound(List<Town> found, Predicate<String> wanted) {
        assertThat(found)
                .extracting(Town::name)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().filter(wanted).toList());
    }

    @Test
    void findsPartsAsTheyAre() {
        for (String sign : SIGNS) {
            assertFound(towns.findByNameContains(sign), name -> name.contains(sign));
            assertFound(towns.search("XX", Filter.contains("name", sign + "z")), name -> name.contains(sign + "z"));
            assertFound(towns.search("XX", Filter.startsWith("name", sign)), name -> name.startsWith(sign));
            assertFound(towns.search("XX", Filter.endsWith("name", sign)), name -> name.endsWith(sign));
            assertFound(
                    towns.findByNameIgnoreCaseStartsWithOrderByNameDesc("A" + sign),
                    name -> name.startsWith("a" + sign));
        }
    }

    @Test
    void takesTwoSignsOfAPatternForMoreThanThemselves() {
        for (String sign : SIGNS) {
            String pattern = "a" + sign + "z";
            assertFound(towns.findByNameLike(pattern), name -> fits(name, pattern));
        }
        assertFound(towns.findByNameLike("_"), name -> name.length() == 1);
        assertFound(towns.findByNameLike("%\\%"), name -> name.contains("\\"));
    }

    /** What the standard says of a pattern without an escape. */
    private static boolean fits(String name, String pattern) {
        if (pattern.isEmpty()) {
            return name.isEmpty();
        }
        String rest = pattern.substring(1);
        if (pattern.charAt(0) == '%') {
            return fits(name, rest) || (!name.isEmpty() && fits(name.substring(1), pattern));
        }
        return !name.isEmpty()
                && (pattern.charAt(0) == '_' || pattern.charAt(0) == name.charAt(0))
                && fits(name.substring(1), rest);
    }
}
