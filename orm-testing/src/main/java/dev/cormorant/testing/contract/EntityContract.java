package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.Entities;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities of each sort go in and come out by their keys. */
public abstract class EntityContract extends EntityTables {

    /** For subclasses of the driver modules. */
    protected EntityContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from city", "delete from everything", "delete from booking", "delete from stock");
        run("delete from ticket", "delete from shape", "delete from note");
        orm().entities(Order.class).deleteAll(orm().entities(Order.class).findAll());
    }

    @Test
    void fillsInKeyVersionAndTimes() {
        Entities<City> cities = orm().entities(City.class);
        City ulm = cities.insert(City.of("Ulm"));
        long id = key(ulm);
        assertThat(id).isPositive();
        assertThat(ulm.createdAt()).isEqualTo(ulm.updatedAt()).isNotNull();
        assertThat(cities.find(id)).contains(ulm);
        City renamed = cities.update(ulm.named("Neu-Ulm"));
        assertThat(renamed.version()).isEqualTo(1);
        assertThat(renamed.updatedAt()).isAfterOrEqualTo(ulm.updatedAt());
        assertThat(cities.find(id)).contains(renamed);
        assertThat(cities.exists(id)).isTrue();
        cities.delete(renamed);
        assertThat(cities.find(id)).isEmpty();
        assertThat(cities.count()).isZero();
    }

    @Test
    void takesAKeyThatIsThereAndRefusesOneThatIsTaken() {
        Entities<City> cities = orm().entities(City.class);
        City given = new City(4_711L, "Köln", Optional.of(1_000_000), 3, null, null);
        City inserted = cities.insert(given);
        assertThat(inserted.id()).isEqualTo(4_711);
        assertThat(inserted.version()).isEqualTo(3);
        assertThat(cities.find(4_711)).contains(inserted);
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> cities.insert(given.named("Bonn")));
        assertThatThrownBy(() -> cities.find("4711")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Everything everything(String price) {
        return new Everything(
                null,
                true,
                1.5,
                Mood.TIRED,
                Mood.HUNGRY,
                EnumSet.of(Mood.TIRED, Mood.CALM),
                new BigDecimal(price),
                Duration.ofSeconds(90, 1),
                LocalDate.of(2024, 2, 29),
                Instant.parse("2024-02-29T23:59:59.123456Z"),
                OffsetDateTime.parse("2024-02-29T23:59:59.123456Z"),
                'ß',
                UUID.randomUUID(),
                Map.of("a", List.of(1, 2)),
                new Address("Main Street", null),
                null,
                "not stored");
    }

    @Test
    void carriesAValueOfEachSort() {
        Entities<Everything> all = orm().entities(Everything.class);
        Everything inserted = all.insert(everything("12.5"));
        UUID id = Objects.requireNonNull(inserted.id());
        assertThat(id.version()).isEqualTo(7);
        assertThat(inserted.note()).isEqualTo("not stored");
        Everything read = all.find(id).orElseThrow();
        assertThat(read.price()).isEqualTo(new BigDecimal("12.50"));
        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("note", "price")
                .isEqualTo(inserted);
        assertThat(read.note()).isNull();
        assertThat(all.update(read)).isEqualTo(read);
        assertThat(all.find(id)).contains(read);
    }

    @Test
    void refusesADecimalThatTheColumnWouldCut() {
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> orm().entities(Everything.class).insert(everything("0.001")))
                .withMessageContaining("2");
    }

    @Test
    void readsAndWritesTheFieldsOfAClass() {
        Entities<Order> orders = orm().entities(Order.class);
        Order order = Order.of("A-1", 5, (byte) 1, (byte) -1);
        assertThat(orders.insert(order)).isSameAs(order);
        Instant first = order.version();
        assertThat(first).isNotNull();
        order.regroup(6);
        assertThat(orders.update(order)).isSameAs(order);
        assertThat(order.version()).isAfter(first);
        Order read = orders.find("A-1").orElseThrow();
        assertThat(read.group()).isEqualTo(6);
        assertThat(read.data()).containsExactly(1, -1);
        assertThat(read.version()).isEqualTo(order.version());
        assertThat(read.touched()).as("a field that is not stored").isEqualTo(7);
    }

    @Test
    void knowsKeysOfSeveralColumns() {
        Entities<Booking> bookings = orm().entities(Booking.class);
        bookings.insertAll(List.of(new Booking(new Seat(1, 2), "Ann"), new Booking(new Seat(2, 1), "Bob")));
        assertThat(bookings.find(new Seat(2, 1))).map(Booking::guest).contains("Bob");
        assertThat(bookings.findAll(List.of(new Seat(2, 1), new Seat(9, 9), new Seat(1, 2))))
                .extracting(Booking::guest)
                .containsExactly("Bob", "Ann");
        Entities<Stock> stocks = orm().entities(Stock.class);
        Stock stock = stocks.insert(new Stock("a", 1, 10));
        assertThat(stocks.find(new Slot("a", 1))).contains(stock);
        assertThat(stocks.update(new Stock("a", 1, 11)).amount()).isEqualTo(11);
        assertThat(stocks.deleteById(new Slot("a", 1))).isTrue();
        assertThat(stocks.deleteById(new Slot("a", 1))).isFalse();
    }

    @Test
    void takesKeysOfASequenceOrRefusesTheModelWhereThereIsNone() {
        if (hasSequences()) {
            Entities<Ticket> tickets = orm().entities(Ticket.class);
            Ticket one = tickets.insert(new Ticket(0, "one"));
            List<Ticket> more = tickets.insertAll(List.of(new Ticket(0, "two"), new Ticket(0, "three")));
            assertThat(one.id()).isGreaterThanOrEqualTo(100);
            assertThat(more).extracting(Ticket::id).containsExactly(one.id() + 1, one.id() + 2);
            assertThat(tickets.find(one.id() + 2)).map(Ticket::text).contains("three");
        } else {
            assertThatExceptionOfType(MappingException.class)
                    .isThrownBy(() -> orm().entities(Ticket.class))
                    .withMessageContainingAll("Ticket", "id", "IDENTITY");
        }
    }

    @Test
    void keepsTheClassesOfASealedTypeInOneTable() {
        Entities<Shape> shapes = orm().entities(Shape.class);
        Shape circle = shapes.insert(new Circle(0, 1.5));
        Shape square = orm().entities(Square.class).insert(new Square(0, 2));
        assertThat(shapes.findAll()).containsExactly(circle, square);
        assertThat(shapes.findAll(List.of(((Square) square).id(), ((Circle) circle).id())))
                .as("whichever class a row is of")
                .containsExactly(square, circle);
        assertThat(shapes.findAllBy("id", List.of(((Square) square).id())).values())
                .containsExactly(List.of(square));
        Entities<Circle> circles = orm().entities(Circle.class);
        assertThat(circles.findAll()).containsExactly((Circle) circle);
        assertThat(circles.find(((Square) square).id())).isEmpty();
        assertThat(circles.deleteById(((Square) square).id())).isFalse();
        List<Shape> more = shapes.insertAll(List.of(new Square(0, 3), new Circle(0, 4), new Circle(0, 5)));
        assertThat(shapes.findAll()).hasSize(5).containsAll(more);
        assertThat(shapes.update(new Circle(((Circle) circle).id(), 9)))
                .isEqualTo(shapes.findAll().get(0));
        shapes.deleteAll(more);
        assertThat(shapes.count()).isEqualTo(2);
    }

    @Test
    void marksInsteadOfDeletingAndHidesWhatIsMarked() throws SQLException {
        Entities<Note> notes = orm().entities(Note.class);
        notes.insertAll(List.of(Note.of(1, "one"), Note.of(2, "two"), Note.of(3, "three")));
        Note two = notes.find(2).orElseThrow();
        notes.delete(two);
        assertThat(notes.deleteById(2)).isFalse();
        assertThat(notes.archive(3)).isTrue();
        assertThat(notes.findAll()).extracting(Note::id).containsExactly(1L);
        assertThat(notes.count()).isEqualTo(1);
        assertThat(notes.exists(2)).isFalse();
        assertThat(notes.findAll(List.of(1, 2, 3))).hasSize(1);
        assertThatThrownBy(() -> notes.update(two)).hasMessageContaining("is gone");
        assertThat(notes.withDeleted().find(2).orElseThrow().deletedAt()).isPresent();
        assertThat(notes.withDeleted().withArchived().count()).isEqualTo(3);
        assertThat(number("select count(*) from note")).isEqualTo(3);
        assertThat(notes.restore(2)).isTrue();
        assertThat(notes.restore(1)).isFalse();
        assertThat(notes.unarchive(3)).isTrue();
        assertThat(notes.count()).isEqualTo(3);
        assertThat(notes.purge(2)).isTrue();
        assertThat(number("select count(*) from note")).isEqualTo(2);
        assertThatExceptionOfType(UnsupportedFeatureException.class)
                .isThrownBy(() -> orm().entities(City.class).restore(1));
    }
}
