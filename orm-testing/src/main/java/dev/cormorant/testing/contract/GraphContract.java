package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.Many;
import dev.cormorant.sql.entity.One;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.entity.SavedGraph;
import dev.cormorant.sql.entity.Synced;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities that are saved with what belongs to them. */
public abstract class GraphContract extends RelationTables {

    /** For subclasses of the driver modules. */
    protected GraphContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        for (String table : TABLES) {
            run("delete from " + table);
        }
    }

    private static Line line(Product product, int quantity) {
        return new Line(null, null, null, quantity, One.of(product));
    }

    private static Purchase purchase(@Nullable Customer customer, Line... lines) {
        return new Purchase(
                null,
                null,
                "n",
                0,
                null,
                customer == null ? One.notLoaded("customer") : One.of(customer),
                List.of(lines),
                One.notLoaded("remark"));
    }

    private Purchase read(Purchase purchase) {
        return orm().entities(Purchase.class)
                .fetch("lines.product", "customer")
                .find(Objects.requireNonNull(purchase.id()))
                .orElseThrow();
    }

    private static List<Line> lines(Purchase purchase) {
        return Objects.requireNonNull(purchase.lines());
    }

    @Test
    void insertsParentsFirstAndReadsTheirKeysBack() {
        Product pen = Product.of("pen");
        SavedGraph<Purchase> saved =
                orm().saveGraph(purchase(Customer.of("Ann"), line(pen, 3), line(Product.of("ink"), 2), line(pen, 1)));
        assertThat(saved.inserted())
                .as("a customer, a purchase, two products, three lines")
                .isEqualTo(7);
        assertThat(saved.updated() + saved.unchanged() + saved.orphaned()).isZero();
        Purchase read = read(saved.root());
        assertThat(read.customer().get().name()).isEqualTo("Ann");
        assertThat(lines(read)).extracting(line -> line.product().get().name()).containsExactly("pen", "ink", "pen");
        assertThat(lines(saved.root()))
                .isEqualTo(lines(read))
                .allMatch(line -> Objects.equals(line.purchaseId(), read.id()));
        assertThat(saved.root().customerId()).isEqualTo(read.customerId());
    }

    @Test
    void sendsWhatDiffersAndNothingElse() {
        Purchase first = orm().saveGraph(
                        purchase(Customer.of("Ann"), line(Product.of("pen"), 1), line(Product.of("ink"), 2)))
                .root();
        Purchase read = read(first);
        SavedGraph<Purchase> same = orm().saveGraph(read);
        assertThat(same).isEqualTo(new SavedGraph<>(read, 0, 0, 6, 0, 0, 0));
        List<Line> changed = new ArrayList<>(lines(read));
        changed.set(1, changed.get(1).of(7));
        SavedGraph<Purchase> updated = orm().saveGraph(read.with(changed));
        assertThat(updated.updated()).isEqualTo(1);
        assertThat(updated.unchanged()).isEqualTo(5);
        assertThat(updated.root().version()).as("its own row is as it was").isEqualTo(read.version());
        assertThat(lines(read(first))).extracting(Line::quantity).containsExactly(7, 2);
    }

    @Test
    void needsFewStatementsHoweverManyEntitiesThereAre() {
        List<Line> many = IntStream.range(0, 200)
                .mapToObj(i -> line(Product.of("p" + i), i))
                .toList();
        Purchase saved =
                orm().saveGraph(purchase(null, many.toArray(Line[]::new))).root();
        Purchase read = read(saved);
        long before = statements();
        assertThat(orm().saveGraph(read).unchanged())
                .as("a purchase, 200 lines, 200 products")
                .isEqualTo(401);
        assertThat(statements() - before)
                .as("purchase, customer, lines, products, begin, commit")
                .isLessThanOrEqualTo(6);
    }

    @Test
    void asksWhatBecomesOfOrphans() {
        Purchase saved = orm().saveGraph(purchase(null, line(Product.of("pen"), 1), line(Product.of("ink"), 2)))
                .root();
        Purchase fewer = saved.with(lines(saved).subList(0, 1));
        assertThatIllegalStateException()
                .isThrownBy(() -> orm().saveGraph(fewer))
                .withMessageContainingAll("Purchase.lines", "Line", "Orphans");
        assertThat(lines(read(saved))).hasSize(2);
        assertThat(orm().saveGraph(fewer, Orphans.NULLIFY).orphaned()).isEqualTo(1);
        assertThat(lines(read(saved))).hasSize(1);
        assertThat(orm().entities(Line.class).findAll())
                .as("it belongs to nobody")
                .anyMatch(line -> line.purchaseId() == null);
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> orm().saveGraph(saved.with(List.of()), Orphans.SOFT_DELETE))
                .withMessageContaining("@SoftDelete");
        assertThat(orm().saveGraph(saved.with(List.of()), Orphans.DELETE).orphaned())
                .isEqualTo(1);
        assertThat(orm().entities(Line.class).count()).isEqualTo(1);
    }

    @Test
    void marksOrphansThatAreMarkedWhenTheyAreDeleted() {
        Customer ann = orm().saveGraph(new Customer(null, "Ann", Many.of(List.of(purchase(null), purchase(null)))))
                .root();
        Customer none = new Customer(ann.id(), ann.name(), Many.of(List.of()));
        assertThat(orm().saveGraph(none, Orphans.SOFT_DELETE).orphaned()).isEqualTo(2);
        assertThat(orm().entities(Purchase.class).count()).isZero();
        assertThat(orm().entities(Purchase.class).withDeleted().count()).isEqualTo(2);
        assertThat(orm().saveGraph(none).orphaned())
                .as("what is marked is not there")
                .isZero();
    }

    @Test
    void movesAnEntityFromOneParentToAnother() {
        Customer ann = orm().saveGraph(new Customer(
                        null, "Ann", Many.of(List.of(purchase(null, line(Product.of("pen"), 1)), purchase(null)))))
                .root();
        Purchase one = ann.purchases().list().get(0);
        Purchase two = ann.purchases().list().get(1);
        SavedGraph<Customer> moved = orm().saveGraph(
                        new Customer(ann.id(), "Ann", Many.of(List.of(one.with(List.of()), two.with(one.lines())))));
        assertThat(moved.orphaned()).isZero();
        assertThat(moved.updated()).isEqualTo(1);
        assertThat(lines(read(one))).isEmpty();
        assertThat(lines(read(two))).hasSize(1);
    }

    @Test
    void writesTheLinksOfEntitiesThatManyShare() {
        Tag blue = Tag.of("blue");
        SavedGraph<Product> saved = orm().saveGraph(Product.of("pen").with(Set.of(blue, Tag.of("red"))));
        assertThat(saved.linked()).isEqualTo(2);
        assertThat(saved.inserted()).isEqualTo(3);
        SavedGraph<Product> again = orm().saveGraph(saved.root().with(Set.of(blue, Tag.of("green"))), Orphans.REFUSE);
        assertThat(again.linked()).isEqualTo(1);
        assertThat(again.unlinked()).isEqualTo(1);
        assertThat(orm().entities(Tag.class).count()).as("nobody lost its row").isEqualTo(3);
        assertThat(codes(again.root())).containsExactlyInAnyOrder("blue", "green");
    }

    private List<String> codes(Product product) {
        Product read = orm().entities(Product.class)
                .fetch("tags")
                .find(Objects.requireNonNull(product.id()))
                .orElseThrow();
        return Objects.requireNonNull(read.tags()).stream().map(Tag::code).toList();
    }

    @Test
    void leavesWhatWasNotFetched() {
        Purchase saved = orm().saveGraph(purchase(Customer.of("Ann"), line(Product.of("pen"), 1)))
                .root();
        Purchase bare = orm().entities(Purchase.class)
                .find(Objects.requireNonNull(saved.id()))
                .orElseThrow();
        assertThat(orm().saveGraph(bare, Orphans.DELETE)).isEqualTo(new SavedGraph<>(bare, 0, 0, 1, 0, 0, 0));
        assertThat(lines(read(saved))).hasSize(1);
        assertThat(read(saved).customer().find()).isPresent();
    }

    @Test
    void savesNothingIfOneOfThemIsStaleOrRefused() throws SQLException {
        Purchase saved = orm().saveGraph(purchase(Customer.of("Ann"), line(Product.of("pen"), 1)))
                .root();
        run("update purchase set version = 9");
        Purchase changed = new Purchase(
                saved.id(),
                saved.customerId(),
                "other",
                saved.version(),
                null,
                saved.customer(),
                List.of(),
                saved.remark());
        assertThatExceptionOfType(StaleEntityException.class)
                .isThrownBy(() -> orm().saveGraph(changed, Orphans.DELETE));
        assertThat(lines(read(saved))).as("all or nothing").hasSize(1);
        assertThatExceptionOfType(ConstraintViolationException.class)
                .as("its customer is not there")
                .isThrownBy(() -> orm().saveGraph(Purchase.of(9_999L, "n").with(List.of(line(Product.of("ink"), 1)))));
        assertThat(orm().entities(Product.class).count()).isEqualTo(1);
    }

    @Test
    void refusesCirclesWithTheirPath() {
        Customer ann = orm().saveGraph(Customer.of("Ann")).root();
        Customer round = new Customer(ann.id(), "Ann", Many.of(List.of(purchase(ann))));
        assertThat(orm().saveGraph(round).inserted())
                .as("the way back is no circle")
                .isEqualTo(1);
        Purchase up = purchase(new Customer(ann.id(), "Ann", Many.of(List.of())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orm().saveGraph(up))
                .withMessageContainingAll("circle", "Purchase.customer.purchases");
        Category one = Category.of(1, null, "one");
        Category two = new Category(2, null, "two", null, List.of(one));
        Category top = new Category(1, null, "one", null, List.of(two));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orm().saveGraph(top))
                .withMessageContainingAll("circle", "Category.children.children");
        assertThat(orm().entities(Category.class).count()).isZero();
    }

    @Test
    void refusesOneEntityWithTwoStates() {
        Product pen = orm().entities(Product.class).insert(Product.of("pen"));
        Product other = new Product(pen.id(), "pencil", null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orm().saveGraph(purchase(null, line(pen, 1), line(other, 2))))
                .withMessageContainingAll("Product", "Purchase.lines.product");
        assertThat(orm().entities(Purchase.class).count()).isZero();
    }

    @Test
    void savesTrees() {
        Category leaf = Category.of(3, null, "leaf");
        Category middle = new Category(2, null, "middle", null, List.of(leaf));
        Category top = new Category(1, null, "top", null, List.of(middle));
        assertThat(orm().saveGraph(top).inserted()).isEqualTo(3);
        Category read =
                orm().entities(Category.class).fetch("children*").find(1).orElseThrow();
        assertThat(Objects.requireNonNull(read.children()).get(0).children())
                .singleElement()
                .matches(category ->
                        category.name().equals("leaf") && Long.valueOf(2).equals(category.parentId()));
        assertThat(orm().saveGraph(read).unchanged()).isEqualTo(3);
    }

    @Test
    void syncsARelationWithItsMembers() {
        Product pen = orm().entities(Product.class).insert(Product.of("pen"));
        orm().entities(Tag.class).insertAll(List.of(Tag.of("a"), Tag.of("b"), Tag.of("c")));
        assertThat(orm().sync(pen, "tags", List.of(Tag.of("a"), Tag.of("b")), Orphans.REFUSE))
                .isEqualTo(new Synced(2, 0, 0));
        assertThat(orm().sync(pen, "tags", List.of(Tag.of("b"), Tag.of("c")), Orphans.REFUSE))
                .isEqualTo(new Synced(1, 1, 1));
        assertThat(codes(pen)).containsExactlyInAnyOrder("b", "c");
        Customer ann = orm().saveGraph(new Customer(null, "Ann", Many.of(List.of(purchase(null), purchase(null)))))
                .root();
        Purchase loose = orm().entities(Purchase.class).insert(Purchase.of(null, "loose"));
        Purchase first = ann.purchases().list().get(0);
        assertThat(orm().sync(ann, "purchases", List.of(first, loose), Orphans.SOFT_DELETE))
                .isEqualTo(new Synced(1, 1, 1));
        assertThat(orm().entities(Purchase.class).findAllBy("customerId", List.of(Objects.requireNonNull(ann.id()))))
                .hasEntrySatisfying(
                        ann.id(),
                        own -> assertThat(own).extracting(Purchase::id).containsExactly(first.id(), loose.id()));
        assertThatIllegalStateException().isThrownBy(() -> orm().sync(ann, "purchases", List.of(), Orphans.REFUSE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> orm().sync(
                                ann,
                                "purchases",
                                List.of(first, new Purchase(9_999L, null, "", 0, null, One.none(), null, One.none())),
                                Orphans.DELETE))
                .withMessageContaining("9999");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> orm().sync(first, "customer", List.of(), Orphans.DELETE));
    }
}
