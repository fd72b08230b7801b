package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.entity.Entities;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.DataRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages by cursor over the rows of a join, as a view gives them: the whole of it in order, whatever is inserted meanwhile. */
public abstract class JoinedPageContract extends OrmContract {

    private static final int PLACES = Integer.getInteger("orm.test.places", 1_500);
    private static final int LANDS = 60;
    private static final int PAGE = Math.max(70, PLACES / 100);
    private static final Comparator<Located> ORDER = Comparator.comparing(Located::land)
            .thenComparing(
                    Located::people,
                    Comparator.nullsFirst(Comparator.<Integer>naturalOrder()).reversed())
            .thenComparing(Located::id);

    private final List<Located> all = new ArrayList<>();

    /** For subclasses of the driver modules. */
    protected JoinedPageContract() {}

    /** A country. */
    @Entity
    record Land(@Id int code, String name) {}

    /** A place in a country. */
    @Entity
    record Place(@Id long id, int land, @Nullable Integer people) {}

    /** A place with the name of its country: a row of the view. */
    @Entity
    record Located(@Id long id, String land, @Nullable Integer people) {}

    /** Places with the names of their countries. */
    interface LocatedPlaces extends DataRepository<Located, Long> {
        @Find
        @OrderBy("land")
        @OrderBy(value = "people", descending = true)
        CursoredPage<Located> page(PageRequest request);
    }

    private static String landName(int code) {
        return "Land %03d".formatted(code * 37 % LANDS);
    }

    private Entities<Place> places() {
        return orm().entities(Place.class);
    }

    private CursoredPage<Located> page(PageRequest request) {
        return orm().repository(LocatedPlaces.class).page(request);
    }

    @BeforeEach
    final void manyPlaces() throws SQLException {
        try (Connection connection = database().dataSource().getConnection()) {
            Jdbc.run(connection, "delete from place", "delete from land");
        }
        orm().entities(Land.class)
                .insertAll(IntStream.range(0, LANDS)
                        .mapToObj(code -> new Land(code, landName(code)))
                        .toList());
        Random random = new Random(11);
        List<Place> some = new ArrayList<>();
        all.clear();
        for (long id = 1; id <= PLACES; id++) {
            Integer people = random.nextInt(10) == 0 ? null : random.nextInt(50);
            Place place = new Place(id * 10, random.nextInt(LANDS), people);
            some.add(place);
            all.add(new Located(place.id(), landName(place.land()), people));
        }
        places().insertAll(some);
        all.sort(ORDER);
    }

    @Test
    void givesTheWholeJoinForwardAndBackward() {
        CursoredPage<Located> page = page(PageRequest.ofSize(PAGE).withoutTotal());
        List<Located> forward = new ArrayList<>(page.content());
        while (page.hasNext()) {
            page = page(page.nextPageRequest());
            forward.addAll(page.content());
        }
        assertThat(forward).isEqualTo(all);
        List<List<Located>> backward = new ArrayList<>(List.of(page.content()));
        while (page.hasPrevious()) {
            page = page(page.previousPageRequest());
            backward.add(0, page.content());
        }
        assertThat(backward.stream().flatMap(List::stream).toList()).isEqualTo(all);
    }

    @Test
    void skipsAndDoublesNothingWhileRowsAreInserted() {
        CursoredPage<Located> page = page(PageRequest.ofSize(PAGE).withoutTotal());
        List<Located> seen = new ArrayList<>(page.content());
        long inserted = 1;
        while (page.hasNext()) {
            for (int land : List.of(0, 1, LANDS / 2, LANDS - 1)) {
                places().insert(new Place(inserted, land, (int) (inserted % 50)));
                inserted += inserted % 10 == 9 ? 2 : 1;
            }
            page = page(page.nextPageRequest());
            seen.addAll(page.content());
        }
        assertThat(seen).doesNotHaveDuplicates().isSortedAccordingTo(ORDER);
        assertThat(seen.stream().filter(located -> located.id() % 10 == 0).toList())
                .isEqualTo(all);
        assertThat(seen.size()).as("some of what was inserted is seen").isGreaterThan(all.size());
    }

    @Override
    final void createTables(Connection connection) throws SQLException {
        Jdbc.run(
                connection,
                "create table land (code int primary key, name varchar(100) not null)",
                "create table place (id bigint primary key, land int not null, people int)",
                "create view located as select place.id, land.name as land, place.people from place"
                        + " join land on land.code = place.land");
    }
}
