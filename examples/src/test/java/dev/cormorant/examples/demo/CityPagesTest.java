package dev.cormorant.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import dev.cormorant.testing.TestDatabase;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.DataRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All cities with their countries, page by page in both directions. */
final class CityPagesTest {

    private static final int PAGE = 9_000;

    /** A row of the view: a city with the continent of its country. */
    @Entity
    record LocatedCity(@Id long id, String name, String continent, String countryCode, long population) {}

    /** All of them. */
    interface LocatedCities extends DataRepository<LocatedCity, Long> {
        @Find
        @OrderBy("continent")
        @OrderBy(value = "population", descending = true)
        CursoredPage<LocatedCity> page(PageRequest request);
    }

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("sqlite", TestDatabase::sqlite), Named.of("postgres", TestDatabase::postgres));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void giveExactlyTheWholeOrderedSet(Supplier<TestDatabase> databases) {
        try (TestDatabase database = databases.get();
                Orm orm = Orm.open(config(database), Migrator.onOpen())) {
            new Loading(orm, new Progress(new PrintWriter(new StringWriter()), false)).run();
            orm.execute(
                    Sql.of("create view located_city as select c.id, c.name, l.continent, c.country_code, c.population"
                            + " from demo_city c join demo_country l on l.code = c.country_code"));
            List<LocatedCity> all = orm.fetch(
                    Sql.of("select * from located_city order by continent, population desc, id"), LocatedCity.class);
            assertThat(all).hasSize(DataFiles.CITIES);
            LocatedCities cities = orm.repository(LocatedCities.class);
            CursoredPage<LocatedCity> page =
                    cities.page(PageRequest.ofSize(PAGE).withoutTotal());
            List<LocatedCity> forward = new ArrayList<>(page.content());
            while (page.hasNext()) {
                page = cities.page(page.nextPageRequest());
                forward.addAll(page.content());
            }
            assertThat(forward.equals(all)).as("forward").isTrue();
            List<List<LocatedCity>> backward = new ArrayList<>(List.of(page.content()));
            while (page.hasPrevious()) {
                page = cities.page(page.previousPageRequest());
                backward.add(0, page.content());
            }
            assertThat(backward.stream().flatMap(List::stream).toList().equals(all))
                    .as("backward")
                    .isTrue();
        }
    }

    private static DatabaseConfig config(TestDatabase database) {
        DatabaseConfig config = DatabaseConfig.of(database.jdbcUrl());
        return database.server().isPresent()
                ? config.withUser(database.user()).withPassword(database.password())
                : config;
    }
}
