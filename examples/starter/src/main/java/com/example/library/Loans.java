package com.example.library;

import dev.cormorant.sql.repository.FetchPlan;
import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.LocalDate;
import java.util.List;

/** The loans. */
@Repository
public interface Loans extends CrudRepository<Loan, Long> {

    @Query("select count(this) where memberId = :memberId and returnedAt is null")
    long openLoans(long memberId);

    @FetchPlan({"book", "member"})
    @Query("where due < :day and returnedAt is null order by due, id")
    List<Loan> overdue(LocalDate day);
}
