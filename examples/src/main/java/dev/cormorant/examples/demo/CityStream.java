package dev.cormorant.examples.demo;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.Sql;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/** Reads every city through a cursor; one batch of rows is in memory at a time. */
final class CityStream {

    private static final Sql ALL = Sql.of(
            "select id, name, country_code, admin1_code, feature_code, population, latitude, longitude from demo_city");

    private final Orm orm;
    private final Progress progress;

    CityStream(Orm orm, Progress progress) {
        this.orm = orm;
        this.progress = progress;
    }

    StreamResult read(long expected) {
        long startedAt = System.nanoTime();
        return orm.stream(ALL, City.class, cities -> {
            Set<String> countries = new HashSet<>();
            long rows = 0;
            long population = 0;
            for (Iterator<City> all = cities.iterator(); all.hasNext(); ) {
                City city = all.next();
                countries.add(city.countryCode());
                population += city.population();
                rows++;
                progress.at(rows, expected);
            }
            return new StreamResult(Rate.since(startedAt, rows), population, countries.size());
        });
    }
}
