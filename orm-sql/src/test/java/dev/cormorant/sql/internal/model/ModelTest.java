package dev.cormorant.sql.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.driver.JdbcColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Attribute;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.entity.Naming;
import dev.cormorant.sql.mapping.RowMapper;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of classes, and what is refused; rows on a real result of SQLite. */
final class ModelTest {

    private final Models models = new Models(JdbcColumnTypes.standard(), Product.SQLITE, EntityOptions.defaults());

    @Embeddable
    record Address(String street, @Column(name = "town") String city) {}

    @Table(name = "people", schema = "hr")
    record Person(
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) long id,
            String firstName,
            Optional<Integer> shoeSize,
            Address home,
            @AttributeOverride(name = "street", column = @Column(name = "work_street"))
                    @AttributeOverride(name = "city", column = @Column(name = "work_town"))
                    Address work,
            @Transient String note,
            @Version int version) {}

    static class Base {
        @Id
        private String code;
    }

    @Entity(name = "Shelf")
    static final class Rack extends Base {
        private int height;
        private Address place;
    }

    record Slot(String code, int number) {}

    @IdClass(Slot.class)
    record Stock(@Id String code, @Id int number, int amount) {}

    @Embeddable
    record Pair(int a, int b) {}

    record Paired(@EmbeddedId Pair key, String text) {}

    @DiscriminatorColumn(name = "kind")
    sealed interface Shape permits Circle, Square {}

    @DiscriminatorValue("c")
    record Circle(@Id long id, double radius) implements Shape {}

    @DiscriminatorValue("s")
    record Square(@Id long id, double side) implements Shape {}

    private <E> E read(Class<E> type, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            RowMapper<E> mapper = models.of(type).mapper(row);
            return mapper.map(row);
        }
    }

    private void refused(Class<?> type, String... parts) {
        assertThatThrownBy(() -> models.of(type))
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining(type.getSimpleName());
    }

    @Test
    void namesTableAndColumnsAndTakesAnnotationsFirst() {
        Model<Person> model = models.of(Person.class);
        assertThat(model.table()).isEqualTo("people");
        assertThat(model.schema()).contains("hr");
        assertThat(model.attributes())
                .extracting(Attribute::path)
                .containsExactly(
                        "id",
                        "firstName",
                        "shoeSize",
                        "home.street",
                        "home.city",
                        "work.street",
                        "work.city",
                        "version");
        assertThat(model.attributes())
                .extracting(Attribute::column)
                .containsExactly(
                        "id", "first_name", "shoe_size", "street", "town", "work_street", "work_town", "version");
        assertThat(model.version()).map(Attribute::path).contains("version");
        assertThat(model.id()).allMatch(Attribute::isGeneratedByDatabase);
        assertThat(Naming.SNAKE_CASE.of("someURLPart2")).isEqualTo("some_url_part2");
    }

    @Test
    void readsRecordsWithWhatIsEmbeddedInThem() throws SQLException {
        Person person = read(Person.class, "select 7, 'Ann', null, 'a street', 'a town', null, null, 3");
        assertThat(person)
                .isEqualTo(new Person(7, "Ann", Optional.empty(), new Address("a street", "a town"), null, null, 3));
        Model<Person> model = models.of(Person.class);
        Person changed = model.with(
                person, model.changes().set(model.column("version"), 4).set(model.column("work.city"), "Ulm"));
        assertThat(changed.work()).isEqualTo(new Address(null, "Ulm"));
        assertThat(changed.version()).isEqualTo(4);
        assertThat(model.column("home.city").columnValue(changed)).isEqualTo("a town");
        assertThat(model.column("shoeSize").value(changed)).isNull();
    }

    @Test
    void readsClassesThroughTheirFields() throws SQLException {
        Rack rack = read(Rack.class, "select 'x', 180, 'street', 'town'");
        assertThat(rack.place).isEqualTo(new Address("street", "town"));
        assertThat(rack.height).isEqualTo(180);
        Model<Rack> model = models.of(Rack.class);
        assertThat(model.name()).isEqualTo("Shelf");
        assertThat(model.key().of(rack)).isEqualTo("x");
        assertThat(model.with(rack, model.changes().set(model.column("height"), 200)))
                .isSameAs(rack);
        assertThat(rack.height).isEqualTo(200);
    }

    @Test
    void knowsKeysOfSeveralColumns() {
        Key slot = models.of(Stock.class).key();
        assertThat(slot.of(new Stock("a", 1, 5))).isEqualTo(new Slot("a", 1));
        assertThat(slot.columns(new Slot("b", 2))).containsExactly("b", 2);
        Key pair = models.of(Paired.class).key();
        assertThat(pair.of(new Paired(new Pair(1, 2), ""))).isEqualTo(new Pair(1, 2));
        assertThat(pair.columns(new Pair(3, 4))).containsExactly(3, 4);
        assertThatThrownBy(() -> pair.columns("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSealedTypesByTheirDiscriminator() throws SQLException {
        Model<Shape> model = models.of(Shape.class);
        assertThat(model.attributes()).extracting(Attribute::path).containsExactly("id", "radius", "side");
        assertThat(read(Shape.class, "select 1, 2.5, null, 'c'")).isEqualTo(new Circle(1, 2.5));
        assertThat(read(Shape.class, "select 1, null, 2.5, 's'")).isEqualTo(new Square(1, 2.5));
        assertThatThrownBy(() -> read(Shape.class, "select 1, null, 2.5, 'x'")).isInstanceOf(MappingException.class);
        assertThat(model.of(new Square(1, 2)).type()).isEqualTo(Square.class);
    }

    record NoKey(long id) {}

    record NoColumn(@Id long id, Thread thread) {}

    record Guest(@Id long id, Optional<Address> home) {}

    @Test
    void putsAnEmbeddedObjectIntoAnOptional() throws SQLException {
        assertThat(read(Guest.class, "select 1, 'a street', null")
                        .home()
                        .orElseThrow()
                        .street())
                .isEqualTo("a street");
        Guest nowhere = read(Guest.class, "select 1, null, null");
        assertThat(nowhere.home()).isEmpty();
        Model<Guest> model = models.of(Guest.class);
        AttributeModel city = model.column("home.city");
        assertThat(city.value(nowhere)).isNull();
        Guest moved = model.with(nowhere, model.changes().set(city, "Ulm"));
        assertThat(city.value(moved)).isEqualTo("Ulm");
        assertThat(moved.home().orElseThrow().city()).isEqualTo("Ulm");
    }

    record SameColumn(@Id long id, Address home, Address work) {}

    record Sequenced(@Id @GeneratedValue(strategy = GenerationType.SEQUENCE) long id) {}

    record Related(@Id long id, @ManyToOne List<Person> person) {}

    record Untyped(@Id long id, @SuppressWarnings("rawtypes") @OneToMany List members) {}

    record WrongVersion(@Id long id, @Version String version) {}

    record TextKey(@Id @GeneratedValue String id) {}

    static final class Frozen {
        @Id
        private final long id = 1;
    }

    static final class NeedsOne {
        @Id
        private long id;

        NeedsOne(long id) {
            this.id = id;
        }
    }

    @Test
    void refusesWhatCannotWorkWithClassComponentAndRemedy() {
        refused(NoKey.class, "@Id");
        refused(NoColumn.class, "thread", "@Convert");
        refused(SameColumn.class, "work.street", "@AttributeOverride");
        refused(Sequenced.class, "id", "IDENTITY");
        refused(Related.class, "person", "a One of it");
        refused(Untyped.class, "members", "List<Line>");
        refused(WrongVersion.class, "version", "int, long or Instant");
        refused(TextKey.class, "id", "long, int or short");
        refused(Frozen.class, "id", "final");
        refused(NeedsOne.class, "constructor");
        refused(String.class, "record");
    }
}
