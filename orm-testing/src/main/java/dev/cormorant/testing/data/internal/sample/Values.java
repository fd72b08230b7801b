package dev.cormorant.testing.data.internal.sample;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of the types that need neither the name of a component nor its annotations. */
final class Values {

    private static final int DAY = 86_400;
    /** Times lie in the three years from here. */
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 1, 1);

    private static final int DAYS = 3 * 365;
    private static final int MICROS = 1_000_000;
    private static final int BYTES = 16;
    private static final List<String> ZONES = List.of("UTC", "Europe/Oslo", "Asia/Tokyo", "America/Lima");
    private static final List<String> LANGUAGES = List.of("en-GB", "nb-NO", "de-DE", "ja-JP");
    private static final List<String> CURRENCIES = List.of("EUR", "NOK", "JPY", "KWD");

    private static final Map<Class<?>, Function<Random, Object>> MAKERS = makers();

    private Values() {}

    /** {@return a value of a type; null if it is none of those} */
    static @Nullable Object of(Class<?> type, Random random) {
        Function<Random, Object> maker = MAKERS.get(type);
        if (maker != null) {
            return maker.apply(random);
        }
        Object[] constants = type.getEnumConstants();
        return constants == null || constants.length == 0 ? null : constants[random.nextInt(constants.length)];
    }

    private static Map<Class<?>, Function<Random, Object>> makers() {
        Map<Class<?>, Function<Random, Object>> makers = new HashMap<>();
        makers.put(Boolean.class, Random::nextBoolean);
        makers.put(Character.class, random -> (char) ('a' + random.nextInt(26)));
        makers.put(Float.class, random -> (1 + random.nextInt(8000)) / 8f);
        makers.put(Double.class, random -> (1 + random.nextInt(80_000)) / 8d);
        makers.put(UUID.class, Values::uuid);
        makers.put(byte[].class, Values::bytes);
        makers.put(URI.class, random -> URI.create("https://example.org/" + random.nextInt(10_000)));
        makers.put(Locale.class, random -> Locale.forLanguageTag(pick(LANGUAGES, random)));
        makers.put(Currency.class, random -> Currency.getInstance(pick(CURRENCIES, random)));
        addTimes(makers);
        return makers;
    }

    private static void addTimes(Map<Class<?>, Function<Random, Object>> makers) {
        makers.put(LocalDate.class, Values::day);
        makers.put(LocalTime.class, Values::time);
        makers.put(LocalDateTime.class, Values::dateTime);
        makers.put(Instant.class, random -> dateTime(random).toInstant(ZoneOffset.UTC));
        makers.put(OffsetDateTime.class, random -> dateTime(random).atOffset(ZoneOffset.UTC));
        makers.put(Duration.class, random -> Duration.ofSeconds(1 + random.nextInt(DAY)));
        makers.put(Period.class, random -> Period.ofDays(1 + random.nextInt(30)));
        makers.put(Year.class, random -> Year.of(2000 + random.nextInt(30)));
        makers.put(YearMonth.class, random -> YearMonth.from(day(random)));
        makers.put(ZoneId.class, random -> ZoneId.of(pick(ZONES, random)));
    }

    private static String pick(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static LocalDate day(Random random) {
        return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    /** To the microsecond, as every database keeps it. */
    private static LocalTime time(Random random) {
        return LocalTime.ofSecondOfDay(random.nextInt(DAY)).plusNanos(random.nextInt(MICROS) * 1000L);
    }

    private static LocalDateTime dateTime(Random random) {
        return day(random).atTime(time(random));
    }

    /** Of version 4, though not by chance. */
    private static UUID uuid(Random random) {
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(most, least);
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /** {@return a number as a type of numbers has it; null if it is no such type} */
    static @Nullable Object number(Class<?> type, long number) {
        if (type == Long.class) {
            return number;
        } else if (type == Integer.class) {
            return Math.toIntExact(number);
        } else if (type == Short.class) {
            return (short) (number % Short.MAX_VALUE);
        } else if (type == Byte.class) {
            return (byte) (number % Byte.MAX_VALUE);
        } else if (type == BigInteger.class) {
            return BigInteger.valueOf(number);
        }
        return type == BigDecimal.class ? BigDecimal.valueOf(number) : null;
    }
}
