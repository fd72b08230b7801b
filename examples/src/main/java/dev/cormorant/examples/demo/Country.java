package dev.cormorant.examples.demo;

import java.util.List;
import java.util.Optional;

/**
 * A country or territory.
 *
 * @param code by ISO 3166-1
 * @param name in English
 * @param nativeName in its own language
 * @param continent in English
 * @param capital empty if it has none
 * @param languages by ISO 639-1, in the order of the source
 */
record Country(
        String code,
        String name,
        String nativeName,
        String continent,
        Optional<String> capital,
        List<String> languages) {

    Country {
        languages = List.copyOf(languages);
    }
}
