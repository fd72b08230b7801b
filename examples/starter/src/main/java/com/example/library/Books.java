package com.example.library;

import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** The books. Each method is checked when the repository is made. */
@Repository
public interface Books extends CrudRepository<Book, Long> {

    List<Book> findByAuthorOrderByTitle(String author);

    @Query("where copies > 0 order by title, id")
    Page<Book> onTheShelf(PageRequest request);

    @Query("update Book set copies = copies + :more where id(this) = :id")
    boolean buy(long id, int more);
}
