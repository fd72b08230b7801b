package com.example.library;

import dev.cormorant.core.transaction.TransactionOptions;
import dev.cormorant.sql.Orm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;

/** What the library does. Safe for all threads. */
public final class Library {

    public static final int MOST_LOANS = 3;
    public static final Period LOAN_TIME = Period.ofDays(28);

    /** If two members take the last copy at once, one of them begins anew and finds none. */
    private static final TransactionOptions LENDING =
            TransactionOptions.readWrite().named("lend").timeout(Duration.ofSeconds(10)).retries(3);

    private final Orm orm;
    private final Clock clock;
    private final Books books;
    private final Loans loans;

    public Library(Orm orm, Clock clock) {
        this.orm = orm;
        this.clock = clock;
        this.books = orm.repository(Books.class);
        this.loans = orm.repository(Loans.class);
    }

    public Member join(String name, String email) {
        return orm.entities(Member.class).insert(new Member(null, name, email, null));
    }

    /**
     * Lends a copy of a book.
     *
     * @throws NoSuchElementException if there is no such book or member
     * @throws IllegalStateException if no copy is left, or the member has {@value #MOST_LOANS} books already
     */
    public Loan lend(long bookId, long memberId) {
        return orm.transactionResult(LENDING, transaction -> {
            Member member = orm.entities(Member.class).find(memberId).orElseThrow();
            Book book = orm.entities(Book.class).find(bookId).orElseThrow();
            if (book.copies() == 0) {
                throw new IllegalStateException("no copy of \"" + book.title() + "\" is left");
            } else if (loans.openLoans(memberId) >= MOST_LOANS) {
                throw new IllegalStateException(member.name() + " has " + MOST_LOANS + " books already");
            }
            Book left = orm.entities(Book.class).update(book.withCopies(book.copies() - 1));
            LocalDate due = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plus(LOAN_TIME);
            return orm.entities(Loan.class).insert(Loan.of(left, member, due));
        });
    }

    /** Takes a book back; does nothing the second time. */
    public void giveBack(long loanId) {
        orm.transaction(transaction -> {
            Loan loan = orm.entities(Loan.class).find(loanId).orElseThrow();
            if (loan.returnedAt().isEmpty()) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                orm.entities(Loan.class).update(loan.returned(now));
                books.buy(loan.bookId(), 1);
            }
        });
    }

    /** The loans that are late, with their books and members: three statements, however many there are. */
    public List<Loan> overdue() {
        return loans.overdue(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
