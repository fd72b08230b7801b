package dev.cormorant.testing.contract;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.entity.Archived;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Filterable;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.entity.SoftDelete;
import dev.cormorant.sql.repository.NativeSql;
import dev.cormorant.testing.DatabaseKind;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What the contract on hooks stands on: entities of two tenants in the same tables. */
abstract class HookTables extends OrmContract {

    static final String OURS = "ours";
    static final String THEIRS = "theirs";

    /** Whose rows there are now. */
    final AtomicReference<@Nullable String> tenant = new AtomicReference<>(OURS);

    HookTables() {}

    /** Something that belongs to a tenant. */
    @Entity
    record Doc(@Id long id, @Nullable String tenant, @Filterable String title, int views, @Version int version) {
        static Doc of(long id, @Nullable String tenant, String title) {
            return new Doc(id, tenant, title, 0, 0);
        }

        Doc titled(String other) {
            return new Doc(id, tenant, other, views, version);
        }

        Doc of(String other) {
            return new Doc(id, other, title, views, version);
        }
    }

    /** It is marked instead of being deleted, and may be archived. */
    @Entity
    record Letter(@Id long id, @Nullable String tenant, @SoftDelete boolean deleted, @Archived boolean archived) {
        static Letter of(long id, @Nullable String tenant) {
            return new Letter(id, tenant, false, false);
        }
    }

    /** Several classes in one table. */
    @Entity
    @DiscriminatorColumn(name = "kind")
    sealed interface Animal permits Cat, Dog {}

    /** One of them. */
    @DiscriminatorValue("cat")
    record Cat(@Id long id, @Nullable String tenant, int lives) implements Animal {}

    /** Another one. */
    @DiscriminatorValue("dog")
    record Dog(@Id long id, @Nullable String tenant, int teeth) implements Animal {}

    /** Below others of its kind, and with documents. */
    @Entity
    record Part(
            @Id long id,
            @Nullable Long parentId,
            @Nullable String tenant,
            @OneToMany(mappedBy = "parentId") @Nullable List<Part> parts,
            @ManyToMany
                    @JoinTable(
                            name = "part_doc",
                            joinColumns = @JoinColumn(name = "part"),
                            inverseJoinColumns = @JoinColumn(name = "doc"))
                    @Nullable
                    List<Doc> docs) {
        static Part of(long id, @Nullable Long parentId, String tenant) {
            return new Part(id, parentId, tenant, null, null);
        }
    }

    /** Nobody's. */
    @Entity
    record Country(@Id String code) {}

    /** Documents by all sorts of methods. */
    interface Docs extends CrudRepository<Doc, Long> {

        List<Doc> findByTitle(String title);

        long countByTitle(String title);

        boolean existsByTitle(String title);

        int deleteByTitle(String title);

        @Query("where id > ?1 order by id")
        List<Doc> after(long id);

        @Query("select title order by id")
        List<String> titles();

        @Query("select count(this)")
        long howMany();

        @Query("where id = ?1 or title = ?2")
        Optional<Doc> either(long id, String title);

        @Query("update Doc set title = ?2 where title = ?1 or id > 0")
        long rename(String from, String to);

        @Query("update Doc set tenant = ?1")
        long giveAway(String to);

        @Query("delete from Doc where title = ?1 or id > 0")
        long clear(String title);

        @Find
        @OrderBy("id")
        Page<Doc> page(PageRequest request);

        @Find
        @OrderBy("title")
        CursoredPage<Doc> cursored(PageRequest request);

        @Find
        @OrderBy("id")
        List<Doc> search(Filter filter);

        @Query("order by id")
        Cursor<Doc> open();

        @NativeSql("select count(*) from doc")
        Optional<Long> everything();
    }

    /** {@return entities as one tenant has them} */
    final Orm ours() {
        return with(QueryHook.matching("tenant", tenant::get));
    }

    final Orm with(QueryHook... hooks) {
        EntityOptions options = EntityOptions.defaults();
        for (QueryHook hook : hooks) {
            options = options.withHook(hook);
        }
        return Orm.over(database(), options);
    }

    /** A hook that knows one entity. */
    interface DocHook extends QueryHook {
        @Override
        default boolean concerns(EntityModel<?> entity) {
            return entity.type() == Doc.class;
        }
    }

    /** Hands out other texts than there are. */
    record Masking(UnaryOperator<String> mask) implements DocHook {
        @Override
        public <E> E afterLoad(EntityModel<E> model, E entity) {
            Doc doc = (Doc) entity;
            return model.type().cast(doc.titled(mask.apply(doc.title())));
        }

        @Override
        public <E> E beforeWrite(QueryKind kind, EntityModel<E> model, E entity) {
            Doc doc = (Doc) entity;
            return model.type().cast(new Doc(doc.id(), doc.tenant(), doc.title() + "!", doc.views(), doc.version()));
        }
    }

    final Entities<Doc> docs() {
        return orm().entities(Doc.class);
    }

    /** Two rows of each tenant in each table. */
    @BeforeEach
    final void twoOfEach() throws SQLException {
        tenant.set(OURS);
        try (Connection connection = database().dataSource().getConnection()) {
            for (String table : List.of("part_doc", "part", "doc", "letter", "animal", "country")) {
                Jdbc.run(connection, "delete from " + table);
            }
        }
        docs().insertAll(List.of(
                Doc.of(1, OURS, "one"), Doc.of(2, OURS, "two"), Doc.of(11, THEIRS, "one"), Doc.of(12, THEIRS, "two")));
        orm().entities(Letter.class)
                .insertAll(List.of(
                        Letter.of(1, OURS),
                        new Letter(2, OURS, true, false),
                        Letter.of(11, THEIRS),
                        new Letter(12, THEIRS, true, false),
                        new Letter(13, THEIRS, false, true)));
        orm().entities(Animal.class)
                .insertAll(List.of(
                        new Cat(1, OURS, 9), new Dog(2, OURS, 42), new Cat(11, THEIRS, 9), new Dog(12, THEIRS, 42)));
        orm().entities(Country.class).insert(new Country("de"));
    }

    static List<Long> ids(Iterable<Doc> docs) {
        List<Long> ids = new ArrayList<>();
        docs.forEach(doc -> ids.add(doc.id()));
        return ids;
    }

    /** {@return all rows of the other tenant, in every table} */
    final List<Object> theirs() {
        List<Object> all = new ArrayList<>();
        docs().findAll().stream().filter(doc -> THEIRS.equals(doc.tenant())).forEach(all::add);
        orm().entities(Letter.class).withDeleted().withArchived().findAll().stream()
                .filter(letter -> THEIRS.equals(letter.tenant()))
                .forEach(all::add);
        orm().entities(Animal.class).findAll(List.of(11L, 12L)).forEach(all::add);
        return all;
    }

    @Override
    final void createTables(Connection connection) throws SQLException {
        boolean mysql =
                testDatabase().kind() == DatabaseKind.MYSQL || testDatabase().kind() == DatabaseKind.MARIADB;
        String text = mysql ? "varchar(100) collate utf8mb4_bin" : "varchar(100)";
        Jdbc.run(
                connection,
                "create table doc (id bigint primary key, tenant " + text + " not null, title " + text
                        + " not null, views int not null, version int not null)");
        Jdbc.run(
                connection,
                "create table letter (id bigint primary key, tenant " + text
                        + " not null, deleted boolean not null, archived boolean not null)");
        Jdbc.run(
                connection,
                "create table animal (id bigint primary key, kind varchar(20) not null, tenant " + text
                        + " not null, lives int, teeth int)");
        Jdbc.run(
                connection,
                "create table part (id bigint primary key, parent_id bigint, tenant " + text + " not null)",
                "create table part_doc (part bigint not null, doc bigint not null)");
        Jdbc.run(connection, "create table country (code varchar(2) primary key)");
    }
}
