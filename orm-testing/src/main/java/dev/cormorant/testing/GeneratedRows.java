package dev.cormorant.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** SELECTs that make rows out of nothing, in the words of each database. */
final class GeneratedRows {
    /** More than any of the databases counts in a second; the slowest of them manages a twentieth. */
    private static final long ROWS_PER_SECOND = 100_000_000;

    private static final long MOST_ROWS = 1_000_000_000;

    private GeneratedRows() {}

    static String slowQuery(DatabaseKind kind, Duration atLeast) {
        if (atLeast.compareTo(Duration.ofMillis(1)) < 0 || atLeast.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a slow query takes from 1 ms to 1 h, not " + atLeast);
        }
        long rows = atLeast.toMillis() * (ROWS_PER_SECOND / 1000);
        return switch (kind) {
            case SQLITE ->
                "with recursive numbers(id) as (select 1 union all select id + 1 from numbers limit " + rows
                        + ") select count(*) from numbers";
            case POSTGRES ->
                "select count(*) from generate_series(1, 10000) as a(i), generate_series(1, " + (rows / 10_000 + 1)
                        + ") as b(j) where (i + j) % 7 = 3";
            case MYSQL, MARIADB -> {
                Digits digits = Digits.atLeast(rows);
                yield digits.with() + "select count(*) from " + digits.tables() + " where (" + digits.sum()
                        + ") % 7 = 3";
            }
        };
    }

    static String numbersQuery(DatabaseKind kind, long count) {
        if (count < 0 || count > MOST_ROWS) {
            throw new IllegalArgumentException("a numbers query yields 0 to " + MOST_ROWS + " rows, not " + count);
        }
        return switch (kind) {
            case SQLITE ->
                "with recursive numbers(id) as (select 1 union all select id + 1 from numbers limit " + count
                        + ") select id, substr(id || ' ' || printf('%.100c', 'x'), 1, 100) as payload from numbers";
            case POSTGRES ->
                "select id, rpad(id || ' ', 100, 'x') as payload from (select generate_series(1::bigint, " + count
                        + ") as id) as numbers";
            case MYSQL, MARIADB -> {
                Digits digits = Digits.atLeast(count);
                yield digits.with() + "select " + digits.sum() + " as id, rpad(concat(" + digits.sum()
                        + ", ' '), 100, 'x') as payload from " + digits.tables() + " where " + digits.sum() + " <= "
                        + count;
            }
        };
    }

    /**
     * A cross join of digits that yields the numbers from 1; MySQL has no row generator and stops a recursion after 1000.
     *
     * @param places how many tables of ten digits are joined
     * @param leading how many values the digit before them has, so that hardly more rows are made than wanted
     */
    private record Digits(int places, long leading) {

        static Digits atLeast(long rows) {
            int places = 0;
            long product = 1;
            while (product * 10 <= rows) {
                product *= 10;
                places++;
            }
            return new Digits(places, rows / product + 1);
        }

        String with() {
            return "with digits(d) as (" + values(10) + "), leading_digit(d) as (" + values(leading) + ") ";
        }

        String tables() {
            List<String> tables = new ArrayList<>(List.of("leading_digit as lead_digit"));
            for (int place = 0; place < places; place++) {
                tables.add("digits as d" + place);
            }
            return String.join(", ", tables);
        }

        String sum() {
            StringBuilder sum = new StringBuilder("1");
            long weight = 1;
            for (int place = 0; place < places; place++) {
                sum.append(" + ").append(weight).append(" * d").append(place).append(".d");
                weight *= 10;
            }
            return sum.append(" + ").append(weight).append(" * lead_digit.d").toString();
        }

        private static String values(long count) {
            return LongStream.range(0, count)
                    .mapToObj(digit -> "select " + digit + (digit == 0 ? " as d" : ""))
                    .collect(Collectors.joining(" union all "));
        }
    }
}
