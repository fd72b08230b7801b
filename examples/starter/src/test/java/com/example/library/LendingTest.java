package com.example.library;

import static dev.cormorant.testing.data.RowsAssert.assertThatTable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.data.Rows;
import dev.cormorant.testing.data.TestData;
import dev.cormorant.testing.fault.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnAllDatabases
class LendingTest {

    private static final Instant NOW = Instant.parse("2024-02-01T12:00:00Z");

    private final MovableClock clock = MovableClock.at(NOW);
    private Library library;

    @BeforeEach
    void fill(Orm orm) {
        TestData.into(orm).from("data/book.csv", "data/people.json").load();
        library = new Library(orm, clock);
    }

    @Test
    void takesACopyFromTheShelf(Orm orm) {
        library.lend(1, 2);
        assertThatTable(orm, "book").keyedBy("id").contains(Rows.of("id", "copies", "version").row(1, 1, 1));
    }

    @Test
    void isDueAfterFourWeeks() {
        assertThat(library.lend(1, 2).due()).isEqualTo(LocalDate.of(2024, 2, 29));
    }

    @Test
    void writesALoan(Orm orm) {
        library.lend(2, 2);
        assertThatTable(orm, "loan").ignoring("id").hasExactly(Rows.csv("""
                book_id,member_id,due,returned_at
                3,1,2024-01-31,
                4,2,2024-01-15,2024-01-10T12:00:00Z
                2,2,2024-02-29,
                """));
    }

    @Test
    void refusesWhereNoCopyIsLeft() {
        assertThatIllegalStateException()
                .isThrownBy(() -> library.lend(3, 2))
                .withMessage("no copy of \"Pippi Långstrump\" is left");
    }

    @Test
    void refusesAFourthBook(Orm orm) {
        IntStream.range(0, Library.MOST_LOANS).forEach(each -> library.lend(4, 2));
        assertThatIllegalStateException().isThrownBy(() -> library.lend(1, 2));
        assertThatTable(orm, "book").contains(Rows.of("id", "copies").row(1, 2).row(4, 2));
    }

    @Test
    void refusesWhoIsNoMember() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> library.lend(1, 99));
    }

    @Test
    void refusesABookThatIsNotThere() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> library.lend(99, 1));
    }

    @Test
    void putsABookBack(Orm orm) {
        library.giveBack(library.lend(2, 2).id());
        assertThatTable(orm, "book").contains(Rows.of("id", "copies").row(2, 1));
        assertThat(orm.repository(Loans.class).openLoans(2)).isZero();
    }

    @Test
    void putsABookBackOnce(Orm orm) {
        long loan = library.lend(2, 2).id();
        library.giveBack(loan);
        clock.advance(Duration.ofDays(1));
        library.giveBack(loan);
        assertThat(orm.entities(Loan.class).find(loan).orElseThrow().returnedAt()).hasValue(NOW);
        assertThatTable(orm, "book").contains(Rows.of("id", "copies").row(2, 1));
    }

    @Test
    void findsLateLoansWithTheirBooksAndMembers() {
        List<Loan> late = library.overdue();
        assertThat(late).hasSize(1);
        assertThat(late.get(0).book().get().title()).isEqualTo("Pippi Långstrump");
        assertThat(late.get(0).member().get().name()).isEqualTo("Ada");
    }

    @Test
    void isNotLateOnTheDayItIsDue() {
        clock.set(Instant.parse("2024-01-31T23:00:00Z"));
        assertThat(library.overdue()).isEmpty();
        clock.advance(Duration.ofHours(1));
        assertThat(library.overdue()).hasSize(1);
    }

    @Test
    void refusesASecondMemberWithTheSameAddress() {
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> library.join("Ada the second", "ada@example.org"));
    }

    @Test
    void lendsTheLastCopyOnceToManyAtOnce(Orm orm) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    try {
                        start.await();
                        library.lend(2, 2);
                    } catch (IllegalStateException | InterruptedException none) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .limit(3)
                .toList();
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThatTable(orm, "book").contains(Rows.of("id", "copies").row(2, 0));
        assertThat(orm.repository(Loans.class).openLoans(2)).isEqualTo(1);
    }
}
