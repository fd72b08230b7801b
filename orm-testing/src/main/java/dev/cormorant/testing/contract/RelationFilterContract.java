package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Many;
import dev.cormorant.sql.entity.One;
import dev.cormorant.sql.repository.FetchPlan;
import jakarta.data.Order;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.DataRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conditions on what is at the other end of relations, and repositories that fetch it. */
public abstract class RelationFilterContract extends RelationTables {

    /** For subclasses of the driver modules. */
    protected RelationFilterContract() {}

    /** Purchases with what belongs to them. */
    interface Purchases extends DataRepository<Purchase, Long> {
        @Find
        @OrderBy("id")
        @FetchPlan({"customer", "lines.product"})
        List<Purchase> search(Filter filter);

        @FetchPlan("lines")
        Optional<Purchase> findByNumber(String number);

        @Find
        @FetchPlan("lines")
        Page<Purchase> page(PageRequest request, Order<Purchase> order);
    }

    @BeforeEach
    final void rows() throws SQLException {
        for (String table : TABLES) {
            run("delete from " + table);
        }
        Product pen = Product.of("pen").with(Set.of(Tag.of("blue"), Tag.of("red")));
        Product ink = Product.of("ink").with(Set.of(Tag.of("blue")));
        orm().saveGraph(new Customer(
                null,
                "Ann",
                Many.of(List.of(purchase("a1", line(pen, 1), line(ink, 2)), purchase("a2", line(ink, 3))))));
        orm().saveGraph(new Customer(null, "Bob", Many.of(List.of(purchase("b1")))));
    }

    private static Purchase purchase(String number, Line... lines) {
        return Purchase.of(null, number).with(List.of(lines));
    }

    private static Line line(Product product, int quantity) {
        return new Line(null, null, null, quantity, One.of(product));
    }

    /** The numbers of the purchases for which a filter holds. */
    private String numbers(Filter filter) {
        List<String> numbers = orm()
                .entities(Customer.class)
                .fetch(Fetch.of(Customer.class, "purchases", Purchase.class).where(filter))
                .findAll()
                .stream()
                .flatMap(customer -> customer.purchases().stream())
                .map(Purchase::number)
                .toList();
        return String.join(" ", numbers);
    }

    @Test
    void holdWhereThereIsOne() {
        assertThat(numbers(Filter.any("lines", Filter.ALL))).isEqualTo("a1 a2");
        assertThat(numbers(Filter.none("lines", Filter.ALL))).isEqualTo("b1");
        assertThat(numbers(Filter.any("lines", Filter.equal("quantity", 2)))).isEqualTo("a1");
        assertThat(numbers(Filter.any("customer", Filter.startsWith("name", "B"))))
                .isEqualTo("b1");
        assertThat(numbers(Filter.none("lines", Filter.between("quantity", 2, 9))))
                .isEqualTo("b1");
        assertThat(numbers(Filter.and(
                        Filter.any("lines", Filter.equal("quantity", 1)),
                        Filter.any("lines", Filter.equal("quantity", 2)))))
                .isEqualTo("a1");
    }

    @Test
    void goThroughSeveralRelationsAndLinks() {
        Filter red = Filter.any("lines", Filter.any("product", Filter.any("tags", Filter.equal("code", "red"))));
        assertThat(numbers(red)).isEqualTo("a1");
        Filter blue = Filter.any("lines", Filter.any("product", Filter.any("tags", Filter.equal("code", "blue"))));
        assertThat(numbers(blue)).isEqualTo("a1 a2");
        assertThat(numbers(Filter.and(blue, Filter.none("lines", Filter.equal("quantity", 1)))))
                .isEqualTo("a2");
    }

    @Test
    void seeNothingThatIsMarked() {
        orm().entities(Purchase.class)
                .deleteAll(orm().entities(Purchase.class).findAll().subList(0, 1));
        Fetch<Purchase, Customer> buyers = Fetch.of(Purchase.class, "customer", Customer.class)
                .where(Filter.any("purchases", Filter.equal("number", "a1")));
        assertThat(orm().entities(Purchase.class).fetch(buyers).findAll())
                .hasSize(2)
                .allMatch(purchase -> purchase.customer().find().isEmpty());
    }

    @Test
    void tellTheRowsOfATreeFromThoseAroundThem() {
        orm().entities(Category.class)
                .insertAll(
                        List.of(Category.of(1, null, "top"), Category.of(2, 1L, "middle"), Category.of(3, 2L, "leaf")));
        Fetch<Category, Category> some = Fetch.of(Category.class, "children", Category.class)
                .where(Filter.any("children", Filter.equal("name", "leaf")));
        assertThat(orm().entities(Category.class).fetch(some).findAll())
                .extracting(
                        category -> Objects.requireNonNull(category.children()).size())
                .containsExactly(1, 0, 0);
    }

    @Test
    void fetchWhatAMethodOfARepositoryGives() {
        Purchases purchases = orm().repository(Purchases.class);
        long before = statements();
        List<Purchase> found = purchases.search(Filter.any("lines", Filter.between("quantity", 1, 99)));
        assertThat(statements() - before)
                .as("purchases, customers, lines, products")
                .isEqualTo(4);
        assertThat(found).extracting(Purchase::number).containsExactly("a1", "a2");
        assertThat(found.get(1).customer().get().name()).isEqualTo("Ann");
        assertThat(lines(found.get(0)))
                .extracting(line -> line.product().get().name())
                .containsExactly("ink", "pen");
        assertThat(purchases
                        .findByNumber("a2")
                        .map(RelationFilterContract::lines)
                        .orElseThrow())
                .hasSize(1);
        Page<Purchase> page = purchases.page(PageRequest.ofSize(2), Order.by(jakarta.data.Sort.asc("number")));
        assertThat(page.content())
                .extracting(purchase -> lines(purchase).size())
                .containsExactly(2, 1);
    }

    private static List<Line> lines(Purchase purchase) {
        return Objects.requireNonNull(purchase.lines());
    }

    /** A plan for rows that are never together. */
    interface Streaming extends DataRepository<Purchase, Long> {
        @Find
        @FetchPlan("lines")
        Cursor<Purchase> all();
    }

    /** A plan for what there is not. */
    interface Unknown extends DataRepository<Purchase, Long> {
        @Find
        @FetchPlan("lins")
        List<@Nullable Purchase> all();
    }

    @Test
    void areRefusedWhereTheyCannotWork() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> orm().repository(Streaming.class))
                .withMessageContainingAll("all", "@FetchPlan");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> orm().repository(Unknown.class))
                .withMessageContainingAll("lins", "lines");
        assertThatIllegalArgumentException()
                .as("what is not offered to somebody outside")
                .isThrownBy(() -> orm().repository(Purchases.class).search(Filter.any("remark", Filter.ALL)))
                .withMessageContaining("remark");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        orm().repository(Purchases.class).search(Filter.any("lines", Filter.equal("productId", 1L))))
                .withMessageContaining("productId");
    }
}
