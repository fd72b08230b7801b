package dev.cormorant.examples.demo;

/**
 * What was loaded.
 *
 * @param countries rows in {@code demo_country}
 * @param languages rows in {@code demo_country_language}
 * @param cities rows in {@code demo_city}, and how fast they went in
 */
record LoadResult(long countries, long languages, Rate cities) {

    long rows() {
        return countries + languages + cities.rows();
    }
}
