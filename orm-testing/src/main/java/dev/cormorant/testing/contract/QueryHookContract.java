package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.core.error.RefusedException;
import dev.cormorant.core.error.StaleEntityException;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import jakarta.data.exceptions.DataException;
import jakarta.data.exceptions.OptimisticLockingFailureException;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hook holds on every path to the rows of an entity: nobody gets round it, whatever the method. */
public abstract class QueryHookContract extends HookTables {

    /** For subclasses of the driver modules. */
    protected QueryHookContract() {}

    private Entities<Doc> ourDocs() {
        return ours().entities(Doc.class);
    }

    private Docs repository() {
        return ours().repository(Docs.class);
    }

    @Test
    void readsByKeyAndInListsWhatIsOurs() {
        Entities<Doc> docs = ourDocs();
        assertThat(docs.find(1).map(Doc::tenant)).contains(OURS);
        assertThat(docs.find(11)).isEmpty();
        assertThat(docs.exists(2)).isTrue();
        assertThat(docs.exists(12)).isFalse();
        assertThat(docs.count()).isEqualTo(2);
        assertThat(ids(docs.findAll())).containsExactly(1L, 2L);
        assertThat(ids(docs.findAll(List.of(12L, 2L, 11L)))).containsExactly(2L);
        assertThat(docs.findAllBy("title", List.of("one", "two")).values().stream()
                        .map(HookTables::ids))
                .containsExactly(List.of(1L), List.of(2L));
        Entities<Letter> letters = ours().entities(Letter.class);
        assertThat(letters.findAll()).extracting(Letter::id).containsExactly(1L);
        assertThat(letters.withDeleted().withArchived().findAll())
                .extracting(Letter::id)
                .containsExactly(1L, 2L);
        assertThat(letters.withDeleted().find(12)).isEmpty();
        Entities<Animal> animals = ours().entities(Animal.class);
        assertThat(animals.findAll()).containsExactly(new Cat(1, OURS, 9), new Dog(2, OURS, 42));
        assertThat(ours().entities(Dog.class).find(12)).isEmpty();
        assertThat(ours().entities(Country.class).count())
                .as("no hook concerns it")
                .isEqualTo(1);
    }

    @Test
    void readsThroughEachMethodOfARepositoryWhatIsOurs() {
        Docs docs = repository();
        assertThat(docs.findAll().map(Doc::id)).containsExactlyInAnyOrder(1L, 2L);
        assertThat(docs.findById(11L)).isEmpty();
        assertThat(ids(docs.findByTitle("one"))).containsExactly(1L);
        assertThat(docs.countByTitle("two")).isEqualTo(1);
        docs.deleteById(2L);
        assertThat(docs.existsByTitle("two")).isFalse();
        assertThat(ids(docs.after(0))).containsExactly(1L);
        assertThat(docs.titles()).containsExactly("one");
        assertThat(docs.howMany()).isEqualTo(1);
        assertThat(docs.either(11, "two")).isEmpty();
        assertThat(ids(docs.search(Filter.or(Filter.equal("title", "two"), Filter.equal("title", "one")))))
                .containsExactly(1L);
        Page<Doc> page = docs.page(PageRequest.ofSize(1).withTotal());
        assertThat(ids(page)).containsExactly(1L);
        assertThat(page.totalElements()).isEqualTo(1);
        assertThat(page.hasNext()).isFalse();
        try (Cursor<Doc> open = docs.open()) {
            assertThat(ids(open)).containsExactly(1L);
        }
        assertThat(docs.everything()).as("plain SQL runs as it is written").contains(3L);
    }

    @Test
    void fetchesWhatIsOursThroughRelationsAndTrees() throws SQLException {
        orm().entities(Part.class)
                .insertAll(List.of(
                        Part.of(1, null, OURS), Part.of(2, 1L, OURS), Part.of(3, 1L, THEIRS), Part.of(4, 3L, OURS)));
        try (Connection connection = database().dataSource().getConnection()) {
            Jdbc.run(connection, "insert into part_doc values (1, 1), (1, 11), (2, 12)");
        }
        Entities<Part> parts = ours().entities(Part.class);
        Part whole = parts.fetch("parts.docs", "docs").find(1).orElseThrow();
        assertThat(whole.parts()).extracting(Part::id).containsExactly(2L);
        assertThat(whole.docs()).extracting(Doc::id).containsExactly(1L);
        assertThat(whole.parts()).flatExtracting(Part::docs).isEmpty();
        Part tree = parts.fetch("parts*").find(1).orElseThrow();
        assertThat(tree.parts())
                .as("what is below theirs is not reached")
                .extracting(Part::id)
                .containsExactly(2L);
        assertThat(tree.parts()).flatExtracting(Part::parts).isEmpty();
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> ours().sync(
                        Part.of(3, null, THEIRS), "docs", docs().findAll(List.of(1L)), Orphans.REFUSE));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> ours().sync(
                        Part.of(1, null, OURS), "docs", docs().findAll(List.of(12L)), Orphans.REFUSE));
        assertThat(ours().sync(Part.of(1, null, OURS), "docs", docs().findAll(List.of(2L)), Orphans.REFUSE)
                        .removed())
                .as("a link to theirs stays")
                .isEqualTo(1);
        Entities<Part> masked =
                with(new Masking(title -> "*")).entities(Part.class).fetch("docs");
        assertThat(masked.find(1).orElseThrow().docs()).extracting(Doc::title).containsExactly("*", "*");
    }

    @Test
    void goesThroughCursoredPagesOfOurs() {
        ourDocs().insertAll(List.of(Doc.of(3, null, "three"), Doc.of(4, null, "four"), Doc.of(5, null, "five")));
        List<Long> forward = new ArrayList<>();
        CursoredPage<Doc> page = repository().cursored(PageRequest.ofSize(2).withTotal());
        assertThat(page.totalElements()).isEqualTo(5);
        forward.addAll(ids(page));
        while (page.hasNext()) {
            page = repository().cursored(page.nextPageRequest());
            forward.addAll(ids(page));
        }
        assertThat(forward).containsExactly(5L, 4L, 1L, 3L, 2L);
        page = repository().cursored(page.previousPageRequest());
        assertThat(ids(page)).containsExactly(1L, 3L);
    }

    @Test
    void changesAndDeletesByKeyWhatIsOursOnly() {
        List<Object> before = theirs();
        Entities<Doc> docs = ourDocs();
        Doc foreign = Doc.of(11, null, "mine now");
        List<Doc> list = List.of(docs.find(1).orElseThrow().titled("x"), foreign);
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> docs.update(foreign));
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> docs.updateAll(list));
        assertThatExceptionOfType(StaleEntityException.class)
                .isThrownBy(() -> docs.updateChanged(Doc.of(11, OURS, "one"), foreign));
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> docs.delete(foreign));
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> docs.deleteAll(list));
        assertThat(docs.deleteById(11)).isFalse();
        assertThat(docs.purge(11)).isFalse();
        Entities<Letter> letters = ours().entities(Letter.class);
        assertThatExceptionOfType(StaleEntityException.class).isThrownBy(() -> letters.delete(Letter.of(11, OURS)));
        assertThat(letters.deleteById(11)).isFalse();
        assertThat(letters.restore(12)).isFalse();
        assertThat(letters.archive(11)).isFalse();
        assertThat(letters.unarchive(13)).isFalse();
        assertThat(letters.purge(12)).isFalse();
        assertThat(ours().entities(Animal.class).deleteById(11)).isFalse();
        assertThatExceptionOfType(StaleEntityException.class)
                .isThrownBy(() -> ours().entities(Animal.class).update(new Dog(12, OURS, 1)));
        assertThat(theirs()).isEqualTo(before);
        assertThat(docs.update(docs.find(1).orElseThrow().titled("new")).version())
                .isEqualTo(1);
        assertThat(letters.restore(2) && letters.archive(2) && letters.unarchive(2) && letters.deleteById(2))
                .isTrue();
        assertThat(letters.purge(2) && docs.deleteById(1)).isTrue();
    }

    @Test
    void changesAndDeletesManyOfOursOnly() {
        List<Object> before = theirs();
        Docs docs = repository();
        assertThat(docs.rename("one", "all")).isEqualTo(2);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> docs.giveAway(THEIRS))
                .withCauseInstanceOf(RefusedException.class);
        assertThat(docs.deleteByTitle("two")).isZero();
        docs.deleteById(11L);
        Doc foreign = Doc.of(11, OURS, "mine now");
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> docs.update(foreign));
        assertThatExceptionOfType(OptimisticLockingFailureException.class).isThrownBy(() -> docs.delete(foreign));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> docs.save(foreign));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> docs.saveAll(List.of(foreign, Doc.of(12, OURS, "x"))));
        assertThat(docs.clear("one")).isEqualTo(2);
        assertThat(theirs()).isEqualTo(before);
        assertThat(docs().count()).isEqualTo(2);
    }

    @Test
    void asksForEachCallAnewAndBindsEachValue() {
        Orm orm = ours();
        Docs docs = orm.repository(Docs.class);
        Entities<Doc> entities = orm.entities(Doc.class);
        for (int i = 0; i < 3; i++) {
            tenant.set(OURS);
            assertThat(ids(docs.findByTitle("one"))).containsExactly(1L);
            assertThat(entities.find(11)).isEmpty();
            tenant.set(THEIRS);
            assertThat(ids(docs.findByTitle("one"))).containsExactly(11L);
            assertThat(entities.find(11)).isPresent();
            tenant.set("' or '1' = '1");
            assertThat(docs.findByTitle("one")).isEmpty();
            assertThat(entities.count()).isZero();
        }
        tenant.set(null);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(entities::findAll);
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> entities.insert(Doc.of(3, OURS, "x")));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> entities.upsert(Doc.of(1, OURS, "x")));
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> entities.purge(1));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> docs.clear("one"));
        assertThatExceptionOfType(DataException.class).isThrownBy(docs::howMany);
        assertThat(docs().count()).isEqualTo(4);
    }

    @Test
    void refusesRulesThatLeadInACircle() {
        QueryHook rule = new QueryHook() {
            @Override
            public boolean concerns(EntityModel<?> entity) {
                return entity.type() == Part.class;
            }

            @Override
            public Filter rows(QueryKind kind, EntityModel<?> entity) {
                return Filter.any("parts", Filter.ALL);
            }
        };
        Entities<Part> parts = with(rule).entities(Part.class);
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(parts::findAll)
                .withMessageContaining("more than 10 relations")
                .withMessageContaining("circle");
    }
}
