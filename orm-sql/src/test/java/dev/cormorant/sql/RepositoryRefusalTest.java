package dev.cormorant.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.repository.NativeSql;
import jakarta.data.Limit;
import jakarta.data.Sort;
import jakarta.data.metamodel.SortableAttribute;
import jakarta.data.metamodel.StaticMetamodel;
import jakarta.data.metamodel.TextAttribute;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.BasicRepository;
import jakarta.data.repository.DataRepository;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A repository that cannot work is refused when it is made, with the method and the reason. */
class RepositoryRefusalTest extends OrmTestBase {

    @Entity
    record Place(@Id int id, String name, @Nullable Long population) {}

    interface Nothing extends DataRepository<Place, Integer> {
        void doSomething(Place place);
    }

    interface UnknownAttribute extends DataRepository<Place, Integer> {
        @Find
        List<Place> byMayor(String mayor);
    }

    interface UnknownInName extends DataRepository<Place, Integer> {
        List<Place> findByMayor(String mayor);
    }

    interface TooFewValues extends DataRepository<Place, Integer> {
        List<Place> findByNameAndId(String name);
    }

    interface WrongType extends DataRepository<Place, Integer> {
        List<Place> findByPopulationLessThan(String most);
    }

    interface WrongRows extends DataRepository<Place, Integer> {
        @Query("select name")
        List<Long> names();
    }

    interface WrongQuery extends DataRepository<Place, Integer> {
        @Query("where name = :name sorted by id")
        List<Place> all(String name);
    }

    interface MissingParameter extends DataRepository<Place, Integer> {
        @Query("where name = :nane")
        List<Place> all(String name);
    }

    interface UnusedParameter extends DataRepository<Place, Integer> {
        @Query("where name = ?1")
        List<Place> all(String name, int id);
    }

    interface UnknownEntity extends DataRepository<Place, Integer> {
        @Query("from Country")
        List<Place> all();
    }

    interface NoPageRequest extends DataRepository<Place, Integer> {
        @Find
        Page<Place> all(Limit limit);
    }

    interface NoPage extends DataRepository<Place, Integer> {
        @Find
        List<Place> all(PageRequest request);
    }

    interface CursoredNames extends DataRepository<Place, Integer> {
        @Query("select name")
        CursoredPage<String> all(PageRequest request);
    }

    interface SortedCount extends DataRepository<Place, Integer> {
        long countByName(String name, Sort<Place> sort);
    }

    interface CountAsText extends DataRepository<Place, Integer> {
        String countByName(String name);
    }

    interface InsertsTexts extends DataRepository<Place, Integer> {
        @Insert
        void add(String name);
    }

    interface InsertsIntoOptional extends DataRepository<Place, Integer> {
        @Insert
        Optional<Place> add(Place place);
    }

    interface DeletesIntoList extends DataRepository<Place, Integer> {
        @Delete
        List<Place> remove(List<Place> places);
    }

    interface OrderedByNothing extends DataRepository<Place, Integer> {
        @Find
        @OrderBy("mayor")
        List<Place> all();
    }

    interface ManyForOne extends DataRepository<Place, Integer> {
        List<Place> findByName(List<String> names);
    }

    interface NoEntity extends DataRepository<String, Integer> {}

    interface NobodyKnows {
        @Find
        List<String> all();
    }

    interface NativeParameters extends DataRepository<Place, Integer> {
        @NativeSql("select name from city where id = :key")
        String name(int id);
    }

    private void refused(Class<?> type, String... messages) {
        assertThatThrownBy(() -> orm.repository(type))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("make the repository " + type.getName())
                .hasMessageContainingAll(messages);
    }

    @Test
    void saysWhichMethodAndWhy() {
        refused(Nothing.class, "doSomething", "nothing says what it does");
        refused(UnknownAttribute.class, "byMayor", "mayor is no attribute of Place; there are id, name, population");
        refused(UnknownInName.class, "findByMayor", "\"Mayor\" begins with no attribute");
        refused(TooFewValues.class, "its name asks for 2 values, and it takes 1");
        refused(WrongType.class, "a Long (population) cannot be compared with a String");
        refused(WrongRows.class, "its rows are of type String, and it returns List<Long>");
        refused(WrongQuery.class, "at position 20, before \"sorted by id\": AND, OR, ORDER BY or the end is expected");
        refused(MissingParameter.class, "no parameter of the method is :nane; it has :name");
        refused(UnusedParameter.class, "the query does not use ?2");
        refused(UnknownEntity.class, "the entity Country is not known to this repository; its methods show Place");
        refused(OrderedByNothing.class, "Place has no attribute mayor");
        refused(ManyForOne.class, "the parameter ?1 holds several values, which only In takes");
        refused(NativeParameters.class, "the statement has the parameters [key], and the method has [id]");
    }

    @Test
    void saysWhatAMethodMayReturnAndTake() {
        refused(NoPageRequest.class, "it returns Page<Place>, and takes no PageRequest");
        refused(NoPage.class, "it must return Page or CursoredPage");
        refused(CursoredNames.class, "a CursoredPage is made of entities");
        refused(SortedCount.class, "it gives no rows, and takes neither Limit");
        refused(CountAsText.class, "returned as void, int, long or boolean, and not as String");
        refused(InsertsTexts.class, "it takes one parameter: an entity");
        refused(InsertsIntoOptional.class, "writes entities returns void, or what it was given");
        refused(DeletesIntoList.class, "deletes entities returns void");
    }

    @Test
    void saysWhatIsNoRepository() {
        refused(NoEntity.class, "java.lang.String is no entity");
        refused(NobodyKnows.class, "it is not clear which entity it is about");
        refused(Place.class, "it is no open interface");
    }

    interface Places extends BasicRepository<Place, Integer> {}

    @Test
    void isMadeOnceAndLoadsNoJooq() {
        Places places = orm.repository(Places.class);
        assertThat(orm.repository(Places.class)).isSameAs(places);
        assertThat(places).hasToString("Places on " + orm.database().label());
        assertThat(java.util.Set.of(places)).contains(orm.repository(Places.class));
    }

    @Test
    void fillsTheStaticMetamodel() {
        orm.repository(Places.class);
        assertThat(_Spot.name).isNull();
        orm.repository(Spots.class);
        assertThat(_Spot.name.name()).isEqualTo("name");
        assertThat(_Spot.id.desc()).isEqualTo(Sort.desc("id"));
        assertThat(_Spot.given).isEqualTo("given");
    }

    @Entity
    record Spot(@Id int id, String name) {}

    interface Spots extends BasicRepository<Spot, Integer> {}

    /** A metamodel as it is written by hand. */
    @StaticMetamodel(Spot.class)
    @SuppressWarnings("NullAway.Init") // filled with the first repository
    public static final class _Spot {
        public static volatile SortableAttribute<Spot> id;
        public static volatile TextAttribute<Spot> name;
        public static volatile String given = "given";

        private _Spot() {}
    }
}
