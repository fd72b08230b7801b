package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.migrations.DiffOptions;
import dev.cormorant.migrations.Migrator;
import dev.cormorant.sql.Orm;
import dev.cormorant.sql.entity.Json;
import dev.cormorant.sql.entity.Many;
import dev.cormorant.sql.entity.One;
import dev.cormorant.sql.entity.SchemaDraft;
import dev.cormorant.sql.entity.UuidBytes;
import dev.cormorant.sql.entity.UuidV7;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What entities need and a database does not have is drafted; applied as a migration it leaves nothing to draft, and drops nothing. */
@Tag("migrations")
public abstract class EntityDiffContract extends DatabaseContract {

    private static final Class<?>[] ENTITIES = {Land.class, Town.class, Club.class, Sign.class};

    private Path scripts;

    /** For subclasses of the driver modules. */
    protected EntityDiffContract() {}

    /** Some constants. */
    enum Mood {
        CALM,
        LOUD
    }

    /** With a key that is assigned. */
    @Table(name = "land", uniqueConstraints = @UniqueConstraint(columnNames = "title"))
    record Land(@Id @Column(length = 2) String code, @Column(nullable = false) String title, Optional<Instant> since) {}

    /** A value of each sort, and relations. */
    @SuppressWarnings("ArrayRecordComponent") // One of the types that a column may have.
    @Table(name = "town", indexes = @Index(columnList = "title, land_code desc"))
    record Town(
            @Id @GeneratedValue(strategy = GenerationType.IDENTITY) @Nullable Long id,
            String title,
            String landCode,
            @Column(unique = true) UUID tag,
            @Convert(converter = UuidBytes.class) UUID raw,
            BigDecimal area,
            boolean capital,
            byte level,
            double north,
            byte @Nullable [] picture,
            LocalDate founded,
            LocalTime noon,
            LocalDateTime local,
            Instant seen,
            Mood mood,
            @Column(length = 100_000) String history,
            @Json Map<String, Integer> numbers,
            @ManyToOne @JoinColumn(name = "land_code") One<Land> land,
            @ManyToMany Many<Club> clubs) {}

    /** At the other end of a table of links. */
    @Table(name = "club")
    record Club(@Id @UuidV7 UUID id, @Column(nullable = false) String title) {}

    /** Classes that share a table. */
    @Table(name = "sign")
    @DiscriminatorColumn(name = "kind")
    sealed interface Sign permits Arrow, Board {}

    /** One of them. */
    @DiscriminatorValue("arrow")
    record Arrow(@Id long id, double angle) implements Sign {}

    /** Another one. */
    @DiscriminatorValue("board")
    record Board(@Id long id, String text) implements Sign {}

    @BeforeEach
    final void emptyTheDatabase(@TempDir Path folder) throws SQLException {
        scripts = folder;
        run("drop table if exists town_club", "drop table if exists town", "drop table if exists club");
        run("drop table if exists land", "drop table if exists sign", "drop table if exists other");
        run(RunnerTables.drops());
    }

    private Migrator migrator() {
        return Migrator.of(database()).locations("filesystem:" + scripts);
    }

    private SchemaDraft draft() {
        return migrator().diff(DiffOptions.of(ENTITIES));
    }

    private void apply(int version, SchemaDraft draft) throws IOException {
        Path own = Files.createDirectories(scripts.resolve(database().driver()));
        Files.writeString(own.resolve("V" + version + "__entities.sql"), draft.text());
        migrator().migrate();
    }

    private static Town town() {
        return new Town(
                null,
                "K\u00f6ln",
                "de",
                UUID.randomUUID(),
                UUID.randomUUID(),
                new BigDecimal("405.02"),
                false,
                (byte) 3,
                50.94,
                null,
                LocalDate.of(50, 1, 1).plusYears(1900),
                LocalTime.NOON,
                LocalDateTime.of(2026, 1, 2, 3, 4),
                Instant.parse("2026-01-02T03:04:05Z"),
                Mood.LOUD,
                "long".repeat(10_000),
                Map.of("a", 1),
                One.notLoaded("land"),
                Many.notLoaded("clubs"));
    }

    @Test
    void draftsAnEmptyDatabaseSoThatEntitiesFit() throws IOException {
        assertThat(draft().statements()).isNotEmpty();
        assertThat(draft().remarks()).isEmpty();
        apply(1, draft());
        SchemaDraft again = draft();
        assertThat(again.statements()).isEmpty();
        assertThat(again.remarks()).isEmpty();
        assertThat(again.unknownTables()).isEmpty();
        Orm orm = Orm.over(database());
        assertThat(orm.validateSchema(ENTITIES)).isEmpty();
        orm.entities(Land.class).insert(new Land("de", "Germany", Optional.empty()));
        Town written = orm.entities(Town.class).insert(town());
        Town read = orm.entities(Town.class)
                .find(Objects.requireNonNull(written.id()))
                .orElseThrow();
        assertThat(read.title()).isEqualTo("K\u00f6ln");
        assertThat(read.area()).isEqualByComparingTo("405.02");
        assertThat(read.numbers()).isEqualTo(Map.of("a", 1));
        orm.entities(Sign.class).insert(new Board(1, "stop"));
        assertThat(orm.entities(Sign.class).find(1L)).contains(new Board(1, "stop"));
    }

    @Test
    void draftsWhatIsMissingAndLeavesWhatNoEntityKnows() throws SQLException, IOException {
        // MySQL and MariaDB commit definitions one by one; a baseline says that there were tables before.
        run(
                "create table land (code varchar(2) not null primary key, title varchar(300), extra int)",
                "create table other (id int primary key)",
                "create table club (id " + (database().driver().equals("postgres") ? "uuid" : "char(36)")
                        + " not null primary key)",
                "insert into land values ('de', 'Germany', 7)",
                "insert into club values ('018f0000-0000-7000-8000-000000000000')");
        migrator().baseline("0", "before");
        SchemaDraft first = draft();
        assertThat(first.unknownTables()).containsExactly("other");
        assertThat(first.text()).contains("extra").contains("no entity knows the table other");
        assertThat(first.statements()).noneMatch(statement -> statement.contains("drop"));
        apply(1, first);
        SchemaDraft again = draft();
        assertThat(again.statements()).isEmpty();
        assertThat(again.remarks()).anyMatch(remark -> remark.contains("extra"));
        assertThat(number("select extra from land where code = 'de' and title = 'Germany' and since is null"))
                .isEqualTo(7);
        assertThat(number("select count(*) from club where title = ''")).isEqualTo(1);
        boolean sqlite = database().driver().equals("sqlite");
        assertThat(Orm.over(database()).validateSchema(ENTITIES))
                .as("SQLite makes no column not null that is there")
                .hasSize(sqlite ? 1 : 0);
    }

    @Test
    void holdsEntitiesAgainstTheScripts() throws SQLException, IOException {
        Files.writeString(scripts.resolve("V1__club.sql"), "create table club (id int primary key, title int);");
        SchemaDraft draft =
                migrator().diff(DiffOptions.of(Club.class, Land.class).againstScripts());
        assertThat(draft.text()).contains("create table").contains("land").doesNotContain("create table club");
        assertThat(migrator().info().pending()).hasSize(1);
        assertThat(migrator().diff(DiffOptions.of(Club.class)).text()).contains("create table");
    }
}
