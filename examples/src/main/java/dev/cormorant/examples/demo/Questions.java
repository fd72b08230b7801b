package dev.cormorant.examples.demo;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;

/** Five questions: two built with jOOQ, three written as SQL that every database understands. */
final class Questions {

    private static final int PAGE = 5;
    private static final String CAPITAL = "PPLC";

    private static final Table<Record> CITY = table(name("demo_city"));
    private static final Table<Record> COUNTRY = table(name("demo_country"));
    private static final Field<Long> CITY_ID = field(name("demo_city", "id"), Long.class);
    private static final Field<String> CITY_NAME = field(name("demo_city", "name"), String.class);
    private static final Field<String> CITY_COUNTRY = field(name("demo_city", "country_code"), String.class);
    private static final Field<String> CITY_FEATURE = field(name("demo_city", "feature_code"), String.class);
    private static final Field<Long> CITY_POPULATION = field(name("demo_city", "population"), Long.class);
    private static final Field<String> COUNTRY_CODE = field(name("demo_country", "code"), String.class);
    private static final Field<String> COUNTRY_NAME = field(name("demo_country", "name"), String.class);
    private static final Field<String> CONTINENT = field(name("demo_country", "continent"), String.class);

    private final Orm orm;

    Questions(Orm orm) {
        this.orm = orm;
    }

    List<Answer> answers() {
        return List.of(largestCities(), continents(), languages(), capitals(), shares());
    }

    /** A row of {@link #largestCities}. */
    record LargeCity(String city, String country, String continent, long population) {}

    private Answer largestCities() {
        Select<?> query = orm.sql()
                .select(CITY_NAME.as("city"), COUNTRY_NAME.as("country"), CONTINENT, CITY_POPULATION)
                .from(CITY)
                .join(COUNTRY)
                .on(COUNTRY_CODE.eq(CITY_COUNTRY))
                .orderBy(CITY_POPULATION.desc(), CITY_ID)
                .limit(10);
        return new Answer(
                "largest-cities",
                "The ten largest cities",
                List.of("city", "country", "continent", "population"),
                orm.fetch(query, LargeCity.class).stream()
                        .map(row -> List.<Object>of(row.city(), row.country(), row.continent(), row.population()))
                        .toList());
    }

    /** A row of {@link #continents}. */
    record Continent(String continent, long countries, long cities, long population) {}

    private Answer continents() {
        Sql query = Sql.of(
                """
                select country.continent, count(distinct country.code) as countries, count(*) as cities,
                    cast(sum(city.population) as decimal(20, 0)) as population
                from demo_city city
                join demo_country country on country.code = city.country_code
                group by country.continent
                order by sum(city.population) desc, country.continent
                """);
        return new Answer(
                "continents",
                "The continents, by the people in their cities",
                List.of("continent", "countries", "cities", "population"),
                orm.fetch(query, Continent.class).stream()
                        .map(row -> List.<Object>of(row.continent(), row.countries(), row.cities(), row.population()))
                        .toList());
    }

    /** A row of {@link #languages}. */
    record Language(String code, long countries, long cities) {}

    private Answer languages() {
        Sql query = Sql.of(
                        """
                select spoken.language as code, count(distinct city.country_code) as countries, count(*) as cities
                from demo_country_language spoken
                join demo_city city on city.country_code = spoken.country_code
                where city.population >= :smallest
                group by spoken.language
                order by count(*) desc, spoken.language
                limit 5
                """)
                .bind("smallest", 10_000L);
        return new Answer(
                "languages",
                "The languages, by the cities of 10,000 people or more in the countries that speak them",
                List.of("language", "countries", "cities"),
                orm.fetch(query, Language.class).stream()
                        .map(row -> List.<Object>of(nameOf(row.code()), row.countries(), row.cities()))
                        .toList());
    }

    private static String nameOf(String language) {
        return Locale.forLanguageTag(language).getDisplayLanguage(Locale.ENGLISH);
    }

    /** A row of {@link #capitals}. */
    record Capital(String city, String country, long population, long id) {}

    /** By keyset: each page begins behind the last row of the one before, and no row is counted off. */
    private Answer capitals() {
        List<Capital> page = capitalsAfter(Optional.empty());
        for (int number = 2; number <= 3; number++) {
            page = capitalsAfter(Optional.of(page.get(page.size() - 1)));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Capital row : page) {
            rows.add(List.of(2 * PAGE + rows.size() + 1, row.city(), row.country(), row.population()));
        }
        return new Answer(
                "capitals-page-3",
                "Page 3 of the capitals, by population, five a page",
                List.of("rank", "capital", "country", "population"),
                rows);
    }

    private List<Capital> capitalsAfter(Optional<Capital> last) {
        var ordered = orm.sql()
                .select(CITY_NAME.as("city"), COUNTRY_NAME.as("country"), CITY_POPULATION, CITY_ID)
                .from(CITY)
                .join(COUNTRY)
                .on(COUNTRY_CODE.eq(CITY_COUNTRY))
                .where(CITY_FEATURE.eq(CAPITAL))
                .orderBy(CITY_POPULATION.desc(), CITY_ID.desc());
        Select<?> query = last.isPresent()
                ? ordered.seek(last.get().population(), last.get().id()).limit(PAGE)
                : ordered.limit(PAGE);
        return orm.fetch(query, Capital.class);
    }

    /** A row of {@link #shares}. */
    record Share(String country, String city, long population, long total) {

        /** To a tenth. */
        double percent() {
            return Math.round(1000.0 * population / total) / 10.0;
        }
    }

    private Answer shares() {
        Sql query = Sql.of(
                        """
                with ranked as (
                    select country_code, name, population,
                        row_number() over (partition by country_code order by population desc, id) as place,
                        sum(population) over (partition by country_code) as total
                    from demo_city
                )
                select country.name as country, ranked.name as city, ranked.population,
                    cast(ranked.total as decimal(20, 0)) as total
                from ranked
                join demo_country country on country.code = ranked.country_code
                where ranked.place = 1 and ranked.total >= :smallest
                order by 1.0 * ranked.population / ranked.total desc, country.name
                limit 5
                """)
                .bind("smallest", 5_000_000L);
        return new Answer(
                "largest-share",
                "Where most city people live in one city, of countries with five million of them or more",
                List.of("country", "city", "population", "percent"),
                orm.fetch(query, Share.class).stream()
                        .map(row -> List.<Object>of(row.country(), row.city(), row.population(), row.percent()))
                        .toList());
    }
}
