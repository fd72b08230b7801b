package dev.cormorant.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.DataRepository;
import jakarta.data.repository.Query;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages by cursor over all cities, joined to their countries, in a mixed order: forward, backward, and while rows are inserted. */
final class CityPagesTest {

    private static final int PAGE = 5_000;

    /** A city and its country, as a view joins them. */
    @Entity
    record PlacedCity(@Id long id, String name, String country, long population) {}

    interface PlacedCities extends DataRepository<PlacedCity, Long> {
        @Query("order by country, population desc")
        CursoredPage<PlacedCity> pages(PageRequest request);
    }

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("sqlite", TestDatabase::sqlite), Named.of("postgres", TestDatabase::postgres));
    }

    private static Orm filled(TestDatabase database) {
        DatabaseConfig config = DatabaseConfig.of(database.jdbcUrl());
        Orm orm = Orm.open(
                database.server().isEmpty()
                        ? config
                        : config.withUser(database.user()).withPassword(database.password()));
        orm.execute(Sql.of("create table country (code varchar(2) primary key, name varchar(100) not null)"));
        orm.execute(Sql.of("create table city (id bigint primary key, name varchar(200) not null,"
                + " country_code varchar(2) not null, population bigint not null)"));
        orm.execute(
                Sql.of("create view placed_city as select city.id, city.name, country.name as country, city.population"
                        + " from city join country on country.code = city.country_code"));
        orm.executeBatch(
                "insert into country values (?, ?)",
                DataFiles.countries().stream().map(country -> new Object[] {country.code(), country.name()}));
        DataFiles.cities(cities -> orm.executeBatch("insert into city values (?, ?, ?, ?)", cities.map(city ->
                new Object[] {city.id(), city.name(), city.countryCode(), city.population()})));
        return orm;
    }

    @ParameterizedTest
    @MethodSource("databases")
    void showEveryCityOnce(Supplier<TestDatabase> databases) {
        try (TestDatabase database = databases.get();
                Orm orm = filled(database)) {
            List<Long> expected =
                    orm.fetch(Sql.of("select id from placed_city order by country, population desc, id"), Long.class);
            assertThat(expected).hasSize(DataFiles.CITIES);
            PlacedCities cities = orm.repository(PlacedCities.class);
            List<Long> forward = new ArrayList<>();
            CursoredPage<PlacedCity> page =
                    cities.pages(PageRequest.ofSize(PAGE).withoutTotal());
            page.forEach(city -> forward.add(city.id()));
            while (page.hasNext()) {
                page = cities.pages(page.nextPageRequest());
                page.forEach(city -> forward.add(city.id()));
            }
            assertThat(forward).isEqualTo(expected);
            List<List<Long>> backward = new ArrayList<>();
            backward.add(ids(page));
            while (page.hasPrevious()) {
                page = cities.pages(page.previousPageRequest());
                backward.add(0, ids(page));
            }
            assertThat(backward.stream().flatMap(List::stream)).containsExactlyElementsOf(expected);
            whileRowsAreInserted(orm, cities, expected);
        }
    }

    private static List<Long> ids(CursoredPage<PlacedCity> page) {
        return page.stream().map(PlacedCity::id).toList();
    }

    private static void whileRowsAreInserted(Orm orm, PlacedCities cities, List<Long> expected) {
        List<Long> seen = new ArrayList<>();
        CursoredPage<PlacedCity> page = cities.pages(PageRequest.ofSize(PAGE).withoutTotal());
        long next = Long.MAX_VALUE / 2;
        seen.addAll(ids(page));
        while (page.hasNext()) {
            for (String country : List.of("AD", "DE", "ZW")) {
                orm.execute(Sql.of("insert into city values (:id, 'New', :country, 50000)")
                        .bind("id", next++)
                        .bind("country", country));
            }
            page = cities.pages(page.nextPageRequest());
            seen.addAll(ids(page));
        }
        assertThat(new HashSet<>(seen)).hasSameSizeAs(seen).containsAll(expected);
    }
}
