package dev.cormorant.examples.demo;

/**
 * A populated place.
 *
 * @param id its number at GeoNames
 * @param name its name
 * @param countryCode the country that it is in
 * @param admin1Code the first-level division of the country; perhaps empty
 * @param featureCode the kind of place by GeoNames: {@code PPLC} for a capital
 * @param population how many live there; 0 for unknown
 * @param latitude in degrees
 * @param longitude in degrees
 */
public record City(
        long id,
        String name,
        String countryCode,
        String admin1Code,
        String featureCode,
        long population,
        double latitude,
        double longitude) {}
