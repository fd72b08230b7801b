package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.EntityOptions;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.export.ExportFormat;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entities go out as they would be read: the same bytes on every database, and nothing that would not be handed out. */
public abstract class EntityExportContract extends EntityTables {

    private static final UUID RAW = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");

    /** For subclasses of the driver modules. */
    protected EntityExportContract() {}

    @BeforeEach
    final void noRows() throws SQLException {
        run("delete from everything", "delete from shape", "delete from note", "delete from stock");
    }

    private static String csv(Orm orm, Class<?> entity) {
        StringWriter text = new StringWriter();
        orm.export(entity).to(text);
        return text.toString();
    }

    private static String json(Orm orm, Class<?> entity) {
        StringWriter text = new StringWriter();
        orm.export(entity).as(ExportFormat.jsonLines()).to(text);
        return text.toString();
    }

    private Everything everything() {
        return orm().entities(Everything.class)
                .insert(new Everything(
                        null,
                        true,
                        1.5,
                        Mood.HUNGRY,
                        Mood.TIRED,
                        EnumSet.of(Mood.CALM, Mood.TIRED),
                        new BigDecimal("10.50"),
                        Duration.ofSeconds(90),
                        LocalDate.of(2024, 2, 29),
                        Instant.parse("2024-02-29T12:00:00.123456Z"),
                        OffsetDateTime.parse("2024-02-29T12:00:00+01:00"),
                        'ü',
                        RAW,
                        Map.of("a", List.of(1, 2)),
                        new Address("street, 1", null),
                        null,
                        null));
    }

    @Test
    void writesWhatGoesIntoTheColumns() {
        Everything one = everything();
        String line = json(orm(), Everything.class);
        assertThat(line)
                .startsWith(
                        "{\"id\":\"" + one.id() + "\",\"flag\":true,\"size\":1.5,\"mood\":\"HUNGRY\",\"position\":2,")
                .contains(
                        "\"price\":10.50,",
                        "\"day\":\"2024-02-29\",\"moment\":\"2024-02-29T12:00:00.123456Z\","
                                + "\"shifted\":\"2024-02-29T11:00:00Z\",\"letter\":\"ü\","
                                + "\"raw\":\"0x0190163d8694739baea5966c26f8ad91\",\"document\":{\"a\":[1,2]},"
                                + "\"street\":\"street, 1\",\"town\":null,\"work_street\":null,\"work_town\":null}")
                .endsWith("}\n");
        assertThat(csv(orm(), Everything.class))
                .contains(",true,1.5,HUNGRY,2,")
                .contains(",10.50,")
                .endsWith(",2024-02-29,2024-02-29T12:00:00.123456Z,2024-02-29T11:00:00Z,ü,"
                        + "0x0190163d8694739baea5966c26f8ad91,\"{\"\"a\"\":[1,2]}\",\"street, 1\",,,\r\n");
    }

    @Test
    void writesClassesThatShareATable() {
        Shape circle = orm().entities(Shape.class).insert(new Circle(0, 1.5));
        Shape square = orm().entities(Shape.class).insert(new Square(0, 2));
        long first = ((Circle) circle).id();
        assertThat(csv(orm(), Shape.class))
                .isEqualTo("id,radius,side,kind\r\n" + first + ",1.5,,circle\r\n" + ((Square) square).id()
                        + ",,2.0,square\r\n");
        assertThat(csv(orm(), Circle.class)).isEqualTo("id,radius,kind\r\n" + first + ",1.5,circle\r\n");
    }

    @Test
    void leavesOutWhatIsDeletedOrArchived() {
        orm().entities(Note.class)
                .insertAll(List.of(Note.of(1, "there"), Note.of(2, "deleted"), Note.of(3, "archived"), Note.of(4, "")));
        orm().entities(Note.class).deleteById(2L);
        orm().entities(Note.class).archive(3L);
        assertThat(csv(orm(), Note.class))
                .isEqualTo("id,text,deleted_at,archived\r\n1,there,,false\r\n4,\"\",,false\r\n");
    }

    /** Some shelves are nobody's, and of the others nobody hears how full they are. */
    private static final class Secretive implements QueryHook {

        @Override
        public boolean concerns(EntityModel<?> entity) {
            return entity.type() == Stock.class;
        }

        @Override
        public Filter rows(QueryKind kind, EntityModel<?> entity) {
            return Filter.equal("shelf", "ours");
        }

        @Override
        public <E> E afterLoad(EntityModel<E> model, E entity) {
            Stock stock = (Stock) entity;
            return model.type().cast(new Stock(stock.shelf(), stock.slot(), 0));
        }
    }

    @Test
    void goesNoWayRoundHooks() {
        orm().entities(Stock.class).insertAll(List.of(new Stock("ours", 1, 7), new Stock("theirs", 1, 8)));
        Orm hooked = Orm.over(database(), EntityOptions.defaults().withHook(new Secretive()));
        assertThat(csv(hooked, Stock.class)).isEqualTo("shelf,slot,amount\r\nours,1,0\r\n");
        assertThat(json(hooked, Stock.class)).isEqualTo("{\"shelf\":\"ours\",\"slot\":1,\"amount\":0}\n");
        assertThat(csv(orm(), Stock.class)).contains("ours,1,7", "theirs,1,8");
    }
}
