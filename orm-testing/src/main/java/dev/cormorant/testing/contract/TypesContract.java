package dev.cormorant.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cormorant.core.error.ConstraintViolationException;
import dev.cormorant.core.error.DataException;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.testing.DatabaseKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Numbers, texts, bytes and the like: what is written is read, to the last digit, or refused. */
public abstract class TypesContract extends TypedTable {

    private static final BigInteger UNSIGNED_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    private static final int MEGABYTE = 1 << 20;

    /** For subclasses of the driver modules. */
    protected TypesContract() {}

    /** Some constants. */
    enum Mood {
        CALM,
        HUNGRY
    }

    @Test
    void carriesIntegersToTheirLimits() {
        roundTrip("tiny", Byte.class, Byte.MIN_VALUE, (byte) 0, Byte.MAX_VALUE);
        roundTrip("small", Short.class, Short.MIN_VALUE, (short) -1, Short.MAX_VALUE);
        roundTrip("middle", Integer.class, Integer.MIN_VALUE, 0, Integer.MAX_VALUE);
        roundTrip("large", Long.class, Long.MIN_VALUE, -1L, Long.MAX_VALUE);
    }

    @Test
    void carriesUnsignedIntegersOf64Bits() {
        roundTrip("big", BigInteger.class, BigInteger.ZERO, BigInteger.valueOf(Long.MAX_VALUE), UNSIGNED_MAX);
    }

    @Test
    void refusesToCutANumberThatDoesNotFit() {
        write(orm(), "large", Integer.MAX_VALUE + 1L);
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> read(orm(), "large", Integer.class))
                .withMessageContaining("Integer");
        write(orm(), "big", UNSIGNED_MAX);
        if (testDatabase().kind() != DatabaseKind.SQLITE) {
            // SQLite has no such number: it is a text there, which no integer type reads.
            assertThatExceptionOfType(MappingException.class).isThrownBy(() -> read(orm(), "big", Long.class));
            assertThat(catchThrowable(() -> write(orm(), "small", 70_000))).isInstanceOf(DataException.class);
        }
        write(orm(), "twice", 1.5);
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> read(orm(), "twice", Integer.class));
    }

    @Test
    void carriesDecimalsOf38DigitsWithTheirScale() {
        BigDecimal most = new BigDecimal("9999999999999999999999999999.9999999999");
        BigDecimal scaled = new BigDecimal("1.5000000000");
        roundTrip("exact", BigDecimal.class, most, most.negate(), scaled, new BigDecimal("0.0000000001"));
        write(orm(), "exact", scaled);
        assertThat(read(orm(), "exact", BigDecimal.class).scale()).isEqualTo(10);
    }

    @Test
    void carriesFloatingPointNumbersToTheirExtremes() {
        roundTrip("single", Float.class, 0f, 0.1f, -1.1f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL);
        roundTrip("twice", Double.class, 0d, 0.1, Math.PI, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_NORMAL);
    }

    @Test
    void carriesNaNAndInfinityWhereTheyExist() {
        switch (testDatabase().kind()) {
            case POSTGRES -> {
                roundTrip("twice", Double.class, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
                roundTrip("single", Float.class, Float.NaN, Float.POSITIVE_INFINITY);
            }
            case SQLITE -> {
                roundTrip("twice", Double.class, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
                assertRefused("twice", Double.NaN);
            }
            case MYSQL, MARIADB -> {
                assertRefused("twice", Double.NaN);
                assertRefused("twice", Double.POSITIVE_INFINITY);
                assertRefused("single", Float.NEGATIVE_INFINITY);
            }
        }
    }

    private void assertRefused(String column, Object value) {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> write(orm(), column, value));
        assertThat(database().stats().isIdle()).isTrue();
    }

    @Test
    void carriesTextOfAllPlanesAndTheEmptyOne() {
        roundTrip(
                "words",
                String.class,
                "",
                " ",
                "plain",
                "ü€漢",
                "\uD83E\uDD86 duck \uD834\uDD1E",
                "a'b\"c\\d%e_f\n\r\t");
        roundTrip("words", String.class, "\uD83E\uDD86".repeat(50_000));
    }

    @Test
    void carriesANulCharacterOrRefusesIt() {
        String text = "before\0after";
        if (testDatabase().kind() == DatabaseKind.POSTGRES) {
            assertThatExceptionOfType(DataException.class).isThrownBy(() -> write(orm(), "words", text));
        } else {
            roundTrip("words", String.class, text, "\0");
        }
    }

    @Test
    void carriesBytes() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[] large = new byte[MEGABYTE];
        new Random(42).nextBytes(large);
        roundTrip("bytes", byte[].class, new byte[0], all, large);
    }

    @Test
    void carriesBooleans() {
        roundTrip("flag", Boolean.class, true, false);
    }

    @Test
    void carriesUuids() {
        roundTrip(
                "uid",
                UUID.class,
                new UUID(0, 0),
                new UUID(-1, -1),
                UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"));
    }

    @Test
    void carriesJsonAsText() {
        roundTrip("document", String.class, "{\"a\": [1, 2, null], \"b\": \"\uD83E\uDD86\"}", "[]");
    }

    @Test
    void refusesWhatIsNoJsonWhereTheDatabaseLooks() {
        if (testDatabase().kind() == DatabaseKind.SQLITE) {
            roundTrip("document", String.class, "no JSON");
            return;
        }
        Throwable thrown = catchThrowable(() -> write(orm(), "document", "no JSON"));
        assertThat(thrown)
                .as("MariaDB's JSON is a text with a check")
                .isInstanceOfAny(DataException.class, ConstraintViolationException.class);
    }

    @Test
    void carriesEnumsByTheirNames() {
        roundTrip("mood", Mood.class, Mood.CALM, Mood.HUNGRY);
        write(orm(), "mood", Mood.HUNGRY);
        assertThat(read(orm(), "mood", String.class)).isEqualTo("HUNGRY");
        write(orm(), "mood", "ANGRY");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> read(orm(), "mood", Mood.class))
                .withMessageContaining("CALM");
    }
}
