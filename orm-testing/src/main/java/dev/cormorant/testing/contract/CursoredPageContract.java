package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.data.Sort;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages relative to a row show every row once, forward and backward, in every order, whatever is inserted meanwhile. */
public abstract class CursoredPageContract extends RepositoryTables {

    private static final int TOWNS = 200;
    private static final int ORDERS = 24;
    private static final Comparator<@Nullable Integer> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private final List<Town> all = new ArrayList<>();
    private Towns towns;

    /** For subclasses of the driver modules. */
    protected CursoredPageContract() {}

    @BeforeEach
    final void manyTowns() throws Exception {
        run("delete from town");
        Random random = new Random(7);
        all.clear();
        for (int id = 1; id <= TOWNS; id++) {
            Integer height = random.nextInt(4) == 0 ? null : 10 + random.nextInt(12);
            Size size = random.nextInt(3) == 0 ? null : random.nextBoolean() ? Size.SMALL : Size.LARGE;
            all.add(Town.of(id, "T" + random.nextInt(9), random.nextBoolean() ? "DE" : "FR", height, size));
        }
        towns = orm().repository(Towns.class);
        towns.insertAll(all);
    }

    private static Comparator<Town> comparator(List<Sort<?>> sorts) {
        Comparator<Town> comparator = Comparator.comparing(town -> 0);
        for (Sort<?> sort : sorts) {
            Comparator<Town> next =
                    switch (sort.property()) {
                        case "height" -> Comparator.comparing(Town::height, NULLS_FIRST);
                        case "size" ->
                            Comparator.comparing(
                                    town -> town.size() == null
                                            ? null
                                            : town.size().name(),
                                    Comparator.nullsFirst(Comparator.naturalOrder()));
                        case "country" -> Comparator.comparing(Town::country);
                        default -> Comparator.comparing(Town::name);
                    };
            comparator = comparator.thenComparing(sort.isAscending() ? next : next.reversed());
        }
        return comparator.thenComparing(Town::id);
    }

    private static List<Sort<?>> order(Random random) {
        List<String> attributes = new ArrayList<>(List.of("height", "size", "country", "name"));
        java.util.Collections.shuffle(attributes, random);
        List<Sort<?>> sorts = new ArrayList<>();
        for (String attribute : attributes.subList(0, random.nextInt(4))) {
            sorts.add(random.nextBoolean() ? Sort.asc(attribute) : Sort.desc(attribute));
        }
        return sorts;
    }

    private CursoredPage<Town> page(PageRequest request, List<Sort<?>> sorts) {
        return towns.cursored(0, request, sorts.toArray(Sort<?>[]::new));
    }

    @Test
    void showsEachRowOnceForwardAndBackward() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < ORDERS; i++) {
            List<Sort<?>> sorts = order(random);
            List<Town> expected = all.stream().sorted(comparator(sorts)).toList();
            int size = 7 + random.nextInt(60);
            List<Town> forward = new ArrayList<>();
            CursoredPage<Town> page = page(PageRequest.ofSize(size).withoutTotal(), sorts);
            forward.addAll(page.content());
            while (page.hasNext()) {
                page = page(page.nextPageRequest(), sorts);
                forward.addAll(page.content());
            }
            assertThat(forward)
                    .as("seed %d, order %s, size %d", seed, sorts, size)
                    .isEqualTo(expected);
            List<Town> backward = new ArrayList<>(page.content());
            while (page.hasPrevious()) {
                page = page(page.previousPageRequest(), sorts);
                backward.addAll(0, page.content());
            }
            assertThat(backward)
                    .as("seed %d, order %s, size %d", seed, sorts, size)
                    .isEqualTo(expected);
        }
    }

    @Test
    void skipsAndDoublesNothingWhileRowsAreInserted() {
        List<Sort<?>> sorts = List.of(Sort.desc("height"), Sort.asc("name"));
        List<Long> seen = new ArrayList<>();
        CursoredPage<Town> page = page(PageRequest.ofSize(17).withoutTotal(), sorts);
        long next = 1_000;
        while (true) {
            page.forEach(town -> seen.add(town.id()));
            if (!page.hasNext()) {
                break;
            }
            towns.insert(Town.of(next++, "T0", "DE", 99, null));
            towns.insert(Town.of(next++, "T4", "DE", 15, null));
            page = page(page.nextPageRequest(), sorts);
        }
        assertThat(seen).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(seen)).containsAll(all.stream().map(Town::id).toList());
    }

    @Test
    void countsAndSaysWhatTheCursorMustBe() {
        CursoredPage<Town> page = page(PageRequest.ofSize(10), List.of(Sort.asc("name")));
        assertThat(page.totalElements()).isEqualTo(TOWNS);
        assertThat(page.hasPrevious()).isFalse();
        assertThat(page.cursor(0).size()).isEqualTo(2);
        // A key without the tie-breaker, as the standard describes it.
        PageRequest byName = PageRequest.ofSize(10).afterCursor(Cursor.forKey("T7"));
        assertThat(page(byName, List.of(Sort.asc("name"))).content())
                .allMatch(town -> town.name().equals("T8"));
        PageRequest wrong = PageRequest.ofSize(10).afterCursor(Cursor.forKey(1, 2, 3, 4));
        assertThatThrownBy(() -> page(wrong, List.of(Sort.asc("name"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the cursor has 4 values, and Towns.cursored orders by 2 attributes: name, id");
        assertThat(page(PageRequest.ofSize(10).afterCursor(Cursor.forKey("T9")), List.of(Sort.asc("name"))))
                .isEmpty();
    }
}
