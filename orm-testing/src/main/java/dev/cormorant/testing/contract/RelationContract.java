package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.Fetch;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Many;
import jakarta.data.Sort;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Relations: what is fetched is what the call asks for, in one statement for each relation and level. */
public abstract class RelationContract extends RelationTables {

    /** For subclasses of the driver modules. */
    protected RelationContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        for (String table : TABLES) {
            run("delete from " + table);
        }
    }

    private Entities<Customer> customers() {
        return orm().entities(Customer.class);
    }

    private Entities<Purchase> purchases() {
        return orm().entities(Purchase.class);
    }

    /** So many customers, each with so many purchases, each with a line of each product. */
    private List<Customer> shop(int customers, int purchases, List<Product> products) {
        List<Customer> all = customers()
                .insertAll(IntStream.range(0, customers)
                        .mapToObj(i -> Customer.of("c" + i))
                        .toList());
        List<Purchase> bought = purchases()
                .insertAll(all.stream()
                        .flatMap(customer -> IntStream.range(0, purchases)
                                .mapToObj(i -> Purchase.of(customer.id(), customer.name() + "-" + i)))
                        .toList());
        orm().entities(Line.class)
                .insertAll(bought.stream()
                        .flatMap(purchase -> IntStream.range(0, products.size())
                                .mapToObj(i ->
                                        Line.of(purchase.id(), products.get(i).id(), i)))
                        .toList());
        return all;
    }

    private List<Product> products(String... names) {
        return orm().entities(Product.class)
                .insertAll(List.of(names).stream().map(Product::of).toList());
    }

    @Test
    void fetchesTheChildrenOfAHundredParentsInTwoStatements() {
        shop(100, 10, List.of());
        long before = statements();
        List<Customer> read = customers().fetch("purchases").findAll();
        assertThat(statements() - before).isEqualTo(2);
        assertThat(read).hasSize(100).allSatisfy(customer -> assertThat(customer.purchases())
                .hasSize(10)
                .allMatch(purchase -> Objects.equals(purchase.customerId(), customer.id())));
    }

    @Test
    void fetchesSeveralLevelsWithOneStatementForEach() {
        List<Product> products = products("pen", "ink");
        shop(3, 2, products);
        long before = statements();
        List<Customer> read =
                customers().fetch("purchases.lines.product", "purchases.remark").findAll();
        assertThat(statements() - before).isEqualTo(5);
        Purchase purchase = read.get(2).purchases().list().get(1);
        assertThat(purchase.remark().find()).isEmpty();
        assertThat(purchase.lines())
                .as("ordered as the annotation says")
                .extracting(line -> line.product().get().name())
                .containsExactly("ink", "pen");
        assertThat(purchase.customer().isLoaded()).isFalse();
    }

    @Test
    void tellsEmptyFromNotFetched() {
        Customer alone = customers().insert(Customer.of("alone"));
        Customer read = customers().find(Objects.requireNonNull(alone.id())).orElseThrow();
        assertThat(read.purchases().isLoaded()).isFalse();
        assertThatThrownBy(() -> read.purchases().list())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fetch(\"purchases\")");
        Customer fetched = customers()
                .fetch("purchases")
                .find(Objects.requireNonNull(alone.id()))
                .orElseThrow();
        assertThat(fetched.purchases().list()).isEmpty();
        Purchase loose = purchases().insert(Purchase.of(null, "loose"));
        assertThat(loose.lines()).isNull();
        Purchase withAll = purchases()
                .fetch("customer", "lines", "remark")
                .find(Objects.requireNonNull(loose.id()))
                .orElseThrow();
        assertThat(withAll.customer().find()).isEmpty();
        assertThat(withAll.lines()).isEmpty();
        assertThat(withAll.remark().find()).isEmpty();
        assertThat(loose.remark().isLoaded()).isFalse();
    }

    @Test
    void givesParentsThatShareOneTheSame() {
        List<Customer> all = shop(1, 3, List.of());
        List<Purchase> read = purchases().fetch("customer").findAll();
        assertThat(read)
                .hasSize(3)
                .allMatch(purchase -> purchase.customer().get().name().equals("c0"));
        assertThat(read.get(0).customer().get()).isSameAs(read.get(2).customer().get());
        assertThat(purchases()
                        .fetch("customer")
                        .findAllBy(
                                "customerId",
                                List.of(Objects.requireNonNull(all.get(0).id())))
                        .values())
                .singleElement()
                .satisfies(own -> assertThat(own).hasSize(3).allMatch(purchase -> purchase.customer()
                        .isLoaded()));
    }

    @Test
    void ordersAsTheCallSays() {
        shop(1, 1, products("a", "b", "c"));
        List<Customer> read = customers()
                .fetch(Fetch.of(Customer.class, "purchases", Purchase.class)
                        .orderBy(Sort.desc("number"))
                        .with(Fetch.of(Purchase.class, "lines", Line.class).orderBy(Sort.asc("quantity"))))
                .findAll();
        assertThat(read.get(0).purchases().list().get(0).lines())
                .extracting(Line::quantity)
                .containsExactly(0, 1, 2);
    }

    @Test
    void fetchesThoseForWhichAFilterHolds() {
        shop(1, 2, products("a", "b", "c"));
        Fetch<Purchase, Line> some =
                Fetch.of(Purchase.class, "lines", Line.class).where(Filter.between("quantity", 1, 9));
        assertThat(purchases().fetch(some.where(Filter.equal("quantity", 2))).findAll())
                .allSatisfy(purchase ->
                        assertThat(purchase.lines()).extracting(Line::quantity).containsExactly(2));
        assertThat(purchases().fetch(some).findAll())
                .allSatisfy(purchase ->
                        assertThat(purchase.lines()).extracting(Line::quantity).containsExactly(2, 1));
    }

    @Test
    void goesThroughALinkTableFromBothEnds() {
        List<Product> made = products("pen", "ink", "glue");
        orm().entities(Tag.class).insertAll(List.of(Tag.of("blue"), Tag.of("red"), Tag.of("none")));
        assertThat(run("insert into product_tag values (?, ?)", made.get(0).id(), "blue")
                        + run(
                                "insert into product_tag values (?, ?)",
                                made.get(1).id(),
                                "blue")
                        + run(
                                "insert into product_tag values (?, ?)",
                                made.get(1).id(),
                                "red"))
                .isEqualTo(3);
        long before = statements();
        List<Product> read =
                orm().entities(Product.class).fetch("tags.products").findAll();
        assertThat(statements() - before).isEqualTo(3);
        assertThat(read).extracting(product -> codes(product.tags())).containsExactly("blue", "blue red", "");
        Tag blue = Objects.requireNonNull(read.get(0).tags()).iterator().next();
        assertThat(blue.products())
                .extracting(Product::name)
                .as("ordered by name")
                .containsExactly("ink", "pen");
        assertThat(orm().entities(Tag.class).fetch("products").find("none").map(Tag::products))
                .contains(Many.of(List.of()));
    }

    private long run(String sql, @Nullable Object... values) {
        return orm().executeBatch(sql, List.<@Nullable Object[]>of(values).iterator())
                .rows();
    }

    private static String codes(@Nullable Set<Tag> tags) {
        return String.join(
                " ", Objects.requireNonNull(tags).stream().map(Tag::code).toList());
    }

    @Test
    void hidesWhatIsMarkedOnEveryPath() {
        shop(1, 2, products("pen"));
        Purchase first = purchases().findAll().get(0);
        purchases().delete(first);
        assertThat(customers().fetch("purchases").findAll().get(0).purchases()).hasSize(1);
        assertThat(customers().withDeleted().fetch("purchases").findAll().get(0).purchases())
                .hasSize(2);
        assertThat(customers().fetch("purchases").withDeleted().findAll().get(0).purchases())
                .hasSize(2);
        orm().entities(Remark.class).insert(new Remark(Objects.requireNonNull(first.id()), "gone", null));
        assertThat(orm().entities(Remark.class).fetch("purchase").findAll())
                .singleElement()
                .matches(remark -> remark.purchase() == null);
    }

    @Test
    void joinsByKeysOfSeveralColumnsAndSetsTheFieldsOfAClass() {
        Seat one = new Seat(new SeatKey(1, 1), "red", null);
        Seat two = new Seat(new SeatKey(1, 2), "blue", null);
        orm().entities(Seat.class).insertAll(List.of(one, two));
        UUID id = new UUID(7, 8);
        Entities<Visit> visits = orm().entities(Visit.class);
        visits.insertAll(List.of(Visit.of(id, 1, 2), Visit.of(new UUID(7, 9), 1, 2), Visit.of(new UUID(8, 1), 9, 9)));
        orm().entities(Payment.class).insertAll(List.of(new Cash(null, id, 5), new Card(null, id, "blue", null)));
        orm().entities(Tag.class).insert(Tag.of("blue"));
        List<Seat> seats = orm().entities(Seat.class).fetch("visits").findAll();
        assertThat(seats)
                .extracting(seat -> Objects.requireNonNull(seat.visits()).size())
                .containsExactly(0, 2);
        assertThat(Objects.requireNonNull(seats.get(1).visits()))
                .as("what its constructor filled was not fetched")
                .allMatch(visit -> visit.payments() == null && visit.seatKey().equals(new SeatKey(1, 2)));
        Visit visit = visits.fetch("seat", "payments.tag").find(id).orElseThrow();
        assertThat(Objects.requireNonNull(visit.seat()).color()).isEqualTo("blue");
        assertThat(visit.payments())
                .hasSize(2)
                .anyMatch(payment -> payment instanceof Cash cash && cash.amount() == 5)
                .anyMatch(payment -> payment instanceof Card card
                        && card.tag() != null
                        && card.tag().code().equals("blue"));
        assertThat(visits.fetch("seat").find(new UUID(8, 1)).orElseThrow().seat())
                .isNull();
    }

    /** A relation without a component for its column. */
    record NoColumn(@Id long id, @ManyToOne @Nullable Tag tag) {}

    /** One that holds another type than the key. */
    record OtherType(@Id long id, long tagCode, @ManyToOne @Nullable Tag tag) {}

    /** One whose other end knows nothing of it. */
    record NoOtherEnd(@Id long id, @OneToMany(mappedBy = "owner") List<Tag> tags) {}

    @Test
    void refusesWhatCannotWorkWithTheRemedy() {
        assertRefused(() -> orm().entities(NoColumn.class), "tag_code", "@JoinColumn");
        assertRefused(() -> orm().entities(OtherType.class), "Long", "String", "same type");
        assertRefused(() -> orm().entities(NoOtherEnd.class), "owner", "Tag");
        assertRefused(() -> customers().fetch("purchase"), "purchase", "purchases");
        assertRefused(() -> customers().fetch("purchases.lins"), "lins", "lines");
        assertRefused(() -> customers().fetch("purchases*"), "leave the *");
        assertRefused(() -> customers().fetch(Fetch.of(Customer.class, "purchases", Line.class)), "Purchase", "Line");
    }

    private static void assertRefused(Runnable call, String... parts) {
        assertThatExceptionOfType(MappingException.class).isThrownBy(call::run).withMessageContainingAll(parts);
    }

    @Test
    void writesAnEntityWithoutItsRelations() {
        shop(1, 1, products("pen"));
        Purchase read = purchases().fetch("lines", "customer").findAll().get(0);
        Purchase written = purchases().update(read.with(new ArrayList<>()));
        assertThat(written.lines()).isEmpty();
        assertThat(written.customer().get().name()).isEqualTo("c0");
        assertThat(orm().entities(Line.class).count()).isEqualTo(1);
    }
}
