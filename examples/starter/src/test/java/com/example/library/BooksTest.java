package com.example.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Orm;
import dev.cormorant.testing.data.Samples;
import dev.cormorant.testing.data.Snapshots;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnAllDatabases
class BooksTest {

    @Test
    void fitTheSchemaOfTheMigrations(Orm orm) {
        assertThat(orm.validateSchema(Book.class, Member.class, Loan.class)).isEmpty();
        assertThat(Migrator.of(orm.database()).validate().problems()).isEmpty();
    }

    @Test
    void areFoundByTheirAuthor(Orm orm) {
        Books books = orm.repository(Books.class);
        books.insertAll(Samples.of(Book.class)
                .with(Book::author, "Ada Berg")
                .withEach("title", number -> "Volume " + (9 - number))
                .list(3));
        books.insertAll(Samples.of(Book.class).with(Book::author, "Bo Dahl").list(2));
        assertThat(books.findByAuthorOrderByTitle("Ada Berg"))
                .extracting(Book::title)
                .containsExactly("Volume 6", "Volume 7", "Volume 8");
    }

    @Test
    void comeInPages(Orm orm) {
        Books books = orm.repository(Books.class);
        books.insertAll(Samples.of(Book.class).with(Book::copies, 1).list(25));
        books.insertAll(Samples.of(Book.class).with(Book::copies, 0).list(5));
        Page<Book> last = books.onTheShelf(PageRequest.ofPage(3).size(10));
        assertThat(last.totalElements()).isEqualTo(25);
        assertThat(last.content()).hasSize(5);
    }

    @Test
    void areBoughtWithoutReadingThem(Orm orm) {
        Books books = orm.repository(Books.class);
        Book book = books.insert(Samples.of(Book.class).with(Book::copies, 1).build());
        assertThat(books.buy(book.id(), 4)).isTrue();
        assertThat(books.findById(book.id()).orElseThrow().copies()).isEqualTo(5);
        assertThat(books.buy(-1, 4)).isFalse();
    }

    @Test
    void areNotChangedByWhoHasAnOldOne(Orm orm) {
        Book old = orm.entities(Book.class).insert(Samples.of(Book.class).build());
        orm.entities(Book.class).update(old.withCopies(7));
        assertThatExceptionOfType(StaleEntityException.class)
                .isThrownBy(() -> orm.entities(Book.class).update(old.withCopies(8)));
    }

    @Test
    void goBackToWhatTheyWere(Orm orm, @TempDir Path folder) {
        List<Book> before = orm.entities(Book.class).insertAll(Samples.of(Book.class).list(5));
        Snapshots.writeData(orm, folder.resolve("rows.jsonl"));
        orm.entities(Book.class).deleteAll(before);
        Snapshots.restoreData(orm, folder.resolve("rows.jsonl"));
        assertThat(orm.entities(Book.class).findAll()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void areNotThereAfterARollback(Orm orm) {
        orm.transaction(transaction -> {
            orm.entities(Book.class).insert(Samples.of(Book.class).build());
            transaction.setRollbackOnly();
        });
        assertThat(orm.entities(Book.class).count()).isZero();
    }
}
