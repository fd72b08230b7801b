package dev.cormorant.examples.demo;

/**
 * What came through the cursor.
 *
 * @param cities how many rows, and how fast
 * @param population the sum over all cities
 * @param countryCodes how many different countries
 */
record StreamResult(Rate cities, long population, int countryCodes) {}
