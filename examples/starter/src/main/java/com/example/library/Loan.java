package com.example.library;

import dev.cormorant.sql.entity.One;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** A book that a member has, or had. */
@Table(name = "loan")
public record Loan(
        @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id,
        long bookId,
        long memberId,
        LocalDate due,
        Optional<Instant> returnedAt,
        @ManyToOne One<Book> book,
        @ManyToOne One<Member> member) {

    static Loan of(Book book, Member member, LocalDate due) {
        return new Loan(null, book.id(), member.id(), due, Optional.empty(), One.of(book), One.of(member));
    }

    Loan returned(Instant at) {
        return new Loan(id, bookId, memberId, due, Optional.of(at), book, member);
    }
}
