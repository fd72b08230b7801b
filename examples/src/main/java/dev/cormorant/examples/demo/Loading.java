package dev.cormorant.examples.demo;

import dev.cormorant.sql.BatchOptions;
import dev.cormorant.sql.Orm;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills the tables in one transaction, in batches: all of the data is there at the end, or none. */
final class Loading {

    private static final String INSERT_COUNTRY =
            "insert into demo_country (code, name, native_name, continent, capital) values (?, ?, ?, ?, ?)";

    private static final String INSERT_LANGUAGE =
            "insert into demo_country_language (country_code, language) values (?, ?)";

    private static final String INSERT_CITY =
            "insert into demo_city (id, name, country_code, admin1_code, feature_code, population, latitude, longitude)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Orm orm;
    private final Progress progress;

    Loading(Orm orm, Progress progress) {
        this.orm = orm;
        this.progress = progress;
    }

    LoadResult run() {
        return orm.transactionResult(transaction -> {
            progress.begin("countries");
            List<Country> countries = DataFiles.countries();
            long rows = load(INSERT_COUNTRY, countries.stream().map(Loading::row), BatchOptions.defaults());
            long languages = load(INSERT_LANGUAGE, languages(countries), BatchOptions.defaults());
            progress.end(String.format(Locale.ROOT, "%,d rows, and %,d languages", rows, languages));
            return new LoadResult(rows, languages, cities());
        });
    }

    private Rate cities() {
        progress.begin("cities");
        long startedAt = System.nanoTime();
        BatchOptions shown = BatchOptions.defaults().withProgress(sent -> progress.at(sent, DataFiles.CITIES));
        long rows = DataFiles.cities(cities -> load(INSERT_CITY, cities.map(Loading::row), shown));
        Rate rate = Rate.since(startedAt, rows);
        progress.end(String.format(Locale.ROOT, "%,d rows, %,d rows/s", rate.rows(), rate.perSecond()));
        return rate;
    }

    private long load(String insert, Stream<@Nullable Object[]> rows, BatchOptions options) {
        return orm.executeBatch(insert, rows, options).rows();
    }

    private static @Nullable Object[] row(Country country) {
        return new @Nullable Object[] {
            country.code(), country.name(), country.nativeName(), country.continent(), country.capital()
        };
    }

    /** The languages of a country stand in one field of the source and become one row each. */
    private static Stream<@Nullable Object[]> languages(List<Country> countries) {
        return countries.stream()
                .flatMap(country -> country.languages().stream().map(language -> row(country, language)));
    }

    private static @Nullable Object[] row(Country country, String language) {
        return new @Nullable Object[] {country.code(), language};
    }

    private static @Nullable Object[] row(City city) {
        return new @Nullable Object[] {
            city.id(),
            city.name(),
            city.countryCode(),
            city.admin1Code(),
            city.featureCode(),
            city.population(),
            city.latitude(),
            city.longitude()
        };
    }
}
