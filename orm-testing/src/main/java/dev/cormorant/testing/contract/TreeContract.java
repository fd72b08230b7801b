package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.testing.DatabaseKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Relations of an entity to itself, all levels at once, and more parents than a statement can hold. */
public abstract class TreeContract extends RelationTables {

    /** For subclasses of the driver modules. */
    protected TreeContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from category");
    }

    @Test
    void fetchesTreesInOneStatement() {
        Entities<Category> categories = orm().entities(Category.class);
        categories.insertAll(List.of(
                Category.of(1, null, "all"),
                Category.of(2, 1L, "b"),
                Category.of(3, 1L, "a"),
                Category.of(4, 3L, "a1"),
                Category.of(5, 4L, "a11"),
                Category.of(6, null, "other")));
        long before = statements();
        Category all = categories.fetch("children*").find(1).orElseThrow();
        assertThat(statements() - before).isEqualTo(2);
        assertThat(names(all)).isEqualTo("all(a(a1(a11())) b())");
        assertThat(categories.fetch("children*").findAll())
                .extracting(TreeContract::names)
                .containsExactly("all(a(a1(a11())) b())", "b()", "a(a1(a11()))", "a1(a11())", "a11()", "other()");
        Category lowest = categories.fetch("parent*").find(5).orElseThrow();
        assertThat(above(lowest)).isEqualTo("a11 a1 a all");
        categories.update(Category.of(1, 5L, "all"));
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> categories.fetch("children*").find(1))
                .withMessageContaining("circle");
    }

    private static String names(Category category) {
        return category.name() + "("
                + String.join(
                        " ",
                        Objects.requireNonNull(category.children()).stream()
                                .map(TreeContract::names)
                                .toList())
                + ")";
    }

    private static String above(Category category) {
        return category.name()
                + Optional.ofNullable(category.parent())
                        .map(up -> " " + above(up))
                        .orElse("");
    }

    @Test
    void refusesATreeThatIsTooDeep() {
        Entities<Category> categories = orm().entities(Category.class);
        categories.insertAll(LongStream.rangeClosed(1, 600)
                .mapToObj(i -> Category.of(i, i == 1 ? null : i - 1, "c"))
                .toList());
        assertThat(categories.fetch("children*").find(300)).isPresent();
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> categories.fetch("children*").find(1))
                .withMessageContaining("500");
    }

    @Test
    void splitsWhatAStatementCannotHold() {
        List<Category> parents = LongStream.range(0, 100_000)
                .mapToObj(i -> Category.of(-i, i + 1, "p"))
                .toList();
        orm().entities(Category.class)
                .insertAll(List.of(Category.of(1, null, "first"), Category.of(100_000, null, "last")));
        long before = statements();
        List<Category> loaded = orm().entities(Category.class).fetch("parent").load(parents);
        assertThat(statements() - before)
                .as("16,384 values in one statement, and in one array any number")
                .isEqualTo(testDatabase().kind() == DatabaseKind.POSTGRES ? 1 : 7);
        assertThat(loaded).hasSize(100_000);
        assertThat(loaded.stream().filter(category -> category.parent() != null))
                .extracting(
                        category -> Objects.requireNonNull(category.parent()).name())
                .containsExactly("first", "last");
    }
}
