package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.RefusedException;
import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.entity.UpsertOutcome;
import jakarta.data.exceptions.DataException;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a hook says about writes and about what is handed out. */
public abstract class QueryHookWriteContract extends HookTables {

    private static final int THREADS = 16;

    /** How many keys the threads meet at: 3, or as many as are asked for. */
    private static final int KEYS = Integer.getInteger("orm.test.repeats.upsert", 3);

    /** For subclasses of the driver modules. */
    protected QueryHookWriteContract() {}

    private Entities<Doc> ourDocs() {
        return ours().entities(Doc.class);
    }

    @Test
    void fillsAndRefusesWhatIsWritten() {
        Entities<Doc> docs = ourDocs();
        assertThat(docs.insert(Doc.of(3, null, "three")).tenant()).isEqualTo(OURS);
        assertThat(docs.insertAll(List.of(Doc.of(4, null, "a"), Doc.of(5, OURS, "b"))))
                .extracting(Doc::tenant)
                .containsOnly(OURS);
        assertThat(ours().repository(Docs.class).save(Doc.of(6, null, "c")).tenant())
                .isEqualTo(OURS);
        Doc foreign = Doc.of(7, THEIRS, "not mine");
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> docs.insert(foreign));
        assertThat(refused).hasMessageContaining("tenant").hasMessageNotContaining(THEIRS);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> docs.insertAll(List.of(Doc.of(7, null, "x"), foreign)));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> docs.upsert(foreign));
        Doc first = docs.find(1).orElseThrow();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> docs.update(first.of(THEIRS)));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> docs.updateChanged(first, first.of(THEIRS)));
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> docs.updateAll(List.of(first.titled("x"), first.of(THEIRS))));
        assertThat(docs.find(7)).isEmpty();
        assertThat(docs.find(1)).contains(first);
    }

    @Test
    void upsertsOursOnly() {
        List<Object> before = theirs();
        Entities<Doc> docs = ourDocs();
        assertThat(docs.upsert(Doc.of(1, null, "new"))).isEqualTo(UpsertOutcome.UPDATED);
        assertThat(docs.upsert(Doc.of(1, null, "new"))).isEqualTo(UpsertOutcome.UNCHANGED);
        assertThat(docs.upsertAll(List.of(Doc.of(1, null, "b"), Doc.of(3, null, "c")), OnConflict.UPDATE)
                        .outcomes())
                .containsExactly(UpsertOutcome.UPDATED, UpsertOutcome.INSERTED);
        for (OnConflict mode : OnConflict.values()) {
            assertThatExceptionOfType(ConstraintViolationException.class)
                    .isThrownBy(() -> docs.upsert(Doc.of(11, null, "mine"), mode));
        }
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() ->
                        docs.upsertAll(List.of(Doc.of(1, null, "c"), Doc.of(11, null, "mine")), OnConflict.UPDATE));
        assertThat(docs.find(1).map(Doc::title)).contains("b");
        Entities<Animal> animals = ours().entities(Animal.class);
        assertThat(animals.upsert(new Cat(1, null, 8))).isEqualTo(UpsertOutcome.UPDATED);
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> animals.upsert(new Dog(1, null, 8)));
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> animals.upsert(new Cat(11, null, 8)));
        assertThat(theirs()).isEqualTo(before);
    }

    @Test
    void upsertsOneKeyOfManyThreads() throws Exception {
        Entities<Doc> docs = ourDocs();
        for (int key = 99; key < 99 + KEYS; key++) {
            upsertOfManyThreads(docs, key);
        }
    }

    private void upsertOfManyThreads(Entities<Doc> docs, int key) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<UpsertOutcome>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String title = "thread " + i;
            all.add(inBackground(() -> {
                start.await();
                return docs.upsert(Doc.of(key, null, title));
            }));
        }
        List<UpsertOutcome> outcomes = new ArrayList<>();
        for (Future<UpsertOutcome> one : all) {
            outcomes.add(one.get());
        }
        assertThat(outcomes).containsOnlyOnce(UpsertOutcome.INSERTED).hasSize(THREADS);
        assertThat(docs.find(key).map(Doc::version)).contains(THREADS - 1);
    }

    /** A rule of each form; another one for changes than for reads. */
    private static final class Views implements DocHook {
        @Override
        public Filter rows(QueryKind kind, EntityModel<?> entity) {
            Filter few = Filter.or(
                    Filter.between("views", 1, 10),
                    new Filter.Not(Filter.exists("title")),
                    Filter.and(Filter.startsWith("title", "t"), Filter.in("views", List.of(0, 20))));
            return switch (kind) {
                case SELECT -> Filter.ALL;
                case INSERT, UPDATE -> few;
                case DELETE -> throw new RefusedException("delete a Doc: nobody may");
            };
        }
    }

    @Test
    void joinsRulesOfAllForms() {
        Orm orm = with(QueryHook.matching("tenant", tenant::get), new Views());
        Entities<Doc> docs = orm.entities(Doc.class);
        assertThat(docs.count()).isEqualTo(2);
        docs.update(docs.find(2).orElseThrow().titled("tow"));
        Doc one = docs.find(1).orElseThrow();
        assertThatExceptionOfType(StaleEntityException.class)
                .as("seen, and not to be changed")
                .isThrownBy(() -> docs.update(new Doc(1, OURS, "one", 5, one.version())));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> docs.update(one));
        assertThat(docs.insert(new Doc(3, null, "x", 10, 0)).tenant()).isEqualTo(OURS);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> docs.insert(new Doc(4, null, "x", 11, 0)));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> docs.deleteById(1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> orm.repository(Docs.class).deleteByTitle("tow"));
        assertThat(docs().count()).isEqualTo(5);
    }

    @Test
    void handsOutWhatTheHookMakesOfARow() {
        Orm orm = with(QueryHook.matching("tenant", tenant::get), new Masking(title -> "*"));
        Entities<Doc> docs = orm.entities(Doc.class);
        assertThat(docs.find(1).map(Doc::title)).contains("*");
        assertThat(docs.findAll()).extracting(Doc::title).containsExactly("*", "*");
        assertThat(docs.findAll(List.of(2L))).extracting(Doc::title).containsExactly("*");
        assertThat(docs.findAllBy("title", List.of("two")).get("two"))
                .extracting(Doc::title)
                .containsExactly("*");
        Docs repository = orm.repository(Docs.class);
        assertThat(repository.findByTitle("one")).extracting(Doc::title).containsExactly("*");
        assertThat(repository.findById(1L).map(Doc::title)).contains("*");
        assertThat(repository.page(PageRequest.ofSize(5)))
                .extracting(Doc::title)
                .containsExactly("*", "*");
        docs.insert(Doc.of(3, null, "three"));
        assertThat(docs().find(3).map(Doc::title)).contains("three!");
    }

    @Test
    void makesCursorsOfTheRowsAndNotOfWhatTheHookMakes() {
        Docs repository = with(QueryHook.matching("tenant", tenant::get), new Masking(title -> "*"))
                .repository(Docs.class);
        CursoredPage<Doc> first = repository.cursored(PageRequest.ofSize(1));
        assertThat(first).extracting(Doc::title).containsExactly("*");
        assertThat(ids(repository.cursored(first.nextPageRequest())))
                .as("the order is that of the rows")
                .containsExactly(2L);
        try (Cursor<Doc> open = repository.open()) {
            assertThat(open).extracting(Doc::title).containsExactly("*", "*");
        }
        Entities<Doc> refusing = with(new Masking(title -> {
                    throw new RefusedException("load a Doc: nobody may");
                }))
                .entities(Doc.class);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> refusing.find(1));
        assertThat(refusing.find(77)).isEqualTo(Optional.empty());
    }
}
