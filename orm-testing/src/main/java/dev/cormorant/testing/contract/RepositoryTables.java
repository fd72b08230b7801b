package dev.cormorant.testing.contract;

import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.Filterable;
import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.entity.SoftDelete;
import dev.cormorant.sql.entity.UpsertOutcome;
import dev.cormorant.sql.entity.Upserted;
import dev.cormorant.sql.repository.NativeSql;
import dev.cormorant.sql.repository.Upsert;
import dev.cormorant.testing.DatabaseKind;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.By;
import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the contract on repositories stands on: entities, their tables and repositories. */
abstract class RepositoryTables extends OrmContract {

    RepositoryTables() {}

    /** How big a town is. */
    enum Size {
        /** Not big. */
        SMALL,
        /** Big. */
        LARGE
    }

    /** A town; two of its attributes may be null. */
    @Entity
    record Town(
            @Id long id,
            @Filterable String name,
            String country,
            @Filterable @Nullable Integer height,
            @Filterable @Nullable Size size,
            @Version int version) {
        static Town of(long id, String name, String country, @Nullable Integer height, @Nullable Size size) {
            return new Town(id, name, country, height, size, 0);
        }
    }

    /** A note that is marked instead of being deleted. */
    @Entity
    record Memo(@Id long id, String text, @SoftDelete boolean deleted) {}

    /** The key of a seat. */
    record SeatKey(String hall, int place) {}

    /** A seat, with a key of two columns. */
    @Entity
    @IdClass(SeatKey.class)
    record Seat(@Id String hall, @Id int place, @Nullable String guest) {}

    /** A part of a town. */
    record Label(String name, @Nullable Integer height) {}

    /** Towns. */
    interface Towns extends CrudRepository<Town, Long> {

        @Find
        List<Town> in(String country, Order<Town> order);

        @Find
        @OrderBy("name")
        List<Town> withHeight(@By("height") @Nullable Integer height);

        List<Town> findByHeightNot(@Nullable Integer height);

        Stream<Town> findByNameIn(Collection<String> names);

        @OrderBy("id")
        List<Town> findByNameContains(String part);

        List<Town> findByNameLike(String pattern);

        List<Town> findByNameIgnoreCaseStartsWithOrderByNameDesc(String start);

        Optional<Town> findFirstByCountryOrderByHeightDescIdAsc(String country);

        Town findByName(String name);

        boolean existsByCountry(String country);

        long countByHeightNull();

        int deleteByCountry(String country);

        @Query("order by height, name desc, id")
        List<Town> byHeight();

        @Query("where country = :country order by name")
        Page<Town> page(String country, PageRequest request);

        @Query("where height is null or height >= :least")
        CursoredPage<Town> cursored(int least, PageRequest request, Sort<?>... sorts);

        @Query("where size = LARGE and (height + 10) * 2 - 1 > ?1 and height / 2 = ?2")
        List<Town> computed(int limit, int half);

        @Query("select name where left(upper(name), 2) || right(lower(name), :n) = :text and length(name) > 3"
                + " and abs(-height) = height and concat(name, '!') like '%!'")
        List<String> functions(String text, int n);

        @Query("select height where country = ?1 order by id")
        List<@Nullable Integer> heights(String country);

        @Query("select count(this) where id(this) > ?1 and version(this) = 0")
        long countAbove(long id);

        @Query("update Town set height = height + :more, size = LARGE where country = :country")
        int raise(int more, String country);

        @Query("delete from Town where name not in (:names) and country = :country")
        long keep(Set<String> names, String country);

        @Query("where country = ?1 order by id")
        Cursor<Town> open(String country);

        @Find
        @OrderBy("id")
        Town[] some(String country, Limit limit);

        @Find
        @OrderBy("id")
        List<Town> search(String country, Filter filter);

        @Find
        Page<Town> search(Filter filter, PageRequest request, Order<Town> order);

        @NativeSql("select name, height from town where country = :country and name in (:names) order by id")
        List<Label> labels(String country, List<String> names);

        @NativeSql("update town set height = :height where id = :id")
        boolean setHeight(long id, int height);

        @NativeSql("select max(height) from town where country = :country")
        Optional<Integer> highest(String country);

        default List<String> namesIn(String country) {
            return in(country, Order.by(Sort.asc("name"))).stream()
                    .map(Town::name)
                    .toList();
        }
    }

    /** Several entities in one repository, on one, several and many. */
    interface Mixed {

        @Insert
        Town[] add(Town... towns);

        @Update
        List<Town> change(List<Town> towns);

        @Insert
        void add(Memo memo);

        @Save
        Memo save(Memo memo);

        @Upsert
        UpsertOutcome put(Town town);

        @Upsert(OnConflict.IGNORE)
        Upserted offer(List<Town> towns);

        @Delete
        void remove(Memo memo);

        @Query("order by id")
        List<Memo> memos();

        @Query("delete from Memo where text = ?1")
        long clear(String text);

        @Query("update Memo set text = ?1")
        long write(String text);
    }

    /** Seats, by their key as a whole. */
    interface Seats extends CrudRepository<Seat, SeatKey> {

        @Query("order by guest desc")
        CursoredPage<Seat> pages(PageRequest request);
    }

    @Override
    final void createTables(Connection connection) throws SQLException {
        boolean mysql =
                testDatabase().kind() == DatabaseKind.MYSQL || testDatabase().kind() == DatabaseKind.MARIADB;
        // The collation that a MySQL server has by default knows no difference between a and A.
        String text = mysql ? "varchar(100) collate utf8mb4_bin" : "varchar(100)";
        Jdbc.run(
                connection,
                "create table town (id bigint primary key, name " + text + " not null, country varchar(2) not null,"
                        + " height int, size varchar(10), version int not null)");
        Jdbc.run(connection, "create table memo (id bigint primary key, text " + text + ", deleted boolean not null)");
        Jdbc.run(
                connection,
                "create table seat (hall varchar(20) not null, place int not null, guest " + text
                        + ", primary key (hall, place))");
    }
}
