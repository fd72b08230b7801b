package dev.cormorant.sql.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.sql.entity.Filter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Texts of SQL are kept by the form of a filter: two conditions must never share one. */
final class FilterFormTest {

    private static final List<String> NUMBERS = List.of("price", "orderNumber");
    private static final List<Filter.Comparison> COMPARISONS = List.of(
            Filter.Comparison.EQUAL, Filter.Comparison.NOT_EQUAL, Filter.Comparison.LESS, Filter.Comparison.GREATER);
    private static final List<String> TEXTS = List.of("name", "maker.name");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    private static CompiledFilter compiled(Filter filter) {
        return CompiledFilter.ofRule(filter, Columns.CAR, null);
    }

    private static CompiledFilter compiled(Filter rule, @Nullable Filter outside) {
        return CompiledFilter.ofRule(rule, Columns.CAR, outside == null ? null : compiled(outside));
    }

    private String one(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private Filter filter(int depth) {
        int most = depth == 0 ? 5 : 8;
        return switch (random.nextInt(most)) {
            case 0 ->
                new Filter.Compared(
                        one(NUMBERS), COMPARISONS.get(random.nextInt(COMPARISONS.size())), random.nextInt(1_000));
            case 1 -> Filter.startsWith(one(TEXTS), "a" + random.nextInt(1_000));
            case 2 -> Filter.between(one(NUMBERS), random.nextInt(10), random.nextInt(1_000));
            case 3 ->
                Filter.in(
                        one(NUMBERS), random.ints(1 + random.nextInt(3)).boxed().toList());
            case 4 -> random.nextBoolean() ? Filter.isNull(one(TEXTS)) : Filter.exists(one(TEXTS));
            case 5 -> new Filter.Not(filter(depth - 1));
            case 6 -> Filter.and(parts(depth));
            default -> Filter.or(parts(depth));
        };
    }

    private Filter[] parts(int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> filter(depth - 1))
                .toArray(Filter[]::new);
    }

    @Test
    void isThatOfOneConditionOnly() {
        Map<String, Condition> conditions = new HashMap<>();
        int again = 0;
        for (int i = 0; i < 20_000; i++) {
            CompiledFilter made = compiled(filter(2), random.nextBoolean() ? filter(1) : null);
            Condition other = conditions.putIfAbsent(made.form(), made.condition());
            if (other != null) {
                again++;
                assertThat(made.condition())
                        .as("seed %s, form %s", seed, made.form())
                        .isEqualTo(other);
            }
        }
        assertThat(again).as("forms that came again, seed %s", seed).isGreaterThan(100);
    }

    @Test
    void holdsNoValueAndIsTheSameForOthers() {
        Stream.of(
                        List.of(Filter.equal("name", "s3cr3t"), Filter.equal("name", "other")),
                        List.of(Filter.between("price", 1, 2), Filter.between("price", 3, 4)),
                        List.of(Filter.in("price", List.of(1, 2)), Filter.in("price", List.of(3, 4))),
                        List.of(
                                Filter.and(Filter.contains("name", "s3cr3t"), Filter.isNull("color")),
                                Filter.and(Filter.contains("name", "b"), Filter.isNull("color"))))
                .forEach(pair -> assertThat(compiled(pair.get(0)).form())
                        .doesNotContain("s3cr3t")
                        .isEqualTo(compiled(pair.get(1)).form()));
    }

    @Test
    void tellsAFilterFromOutsideFromARule() {
        Filter one = Filter.equal("price", 1);
        Filter other = Filter.equal("name", "a");
        assertThat(Stream.of(
                                compiled(one, other),
                                compiled(other, one),
                                compiled(Filter.and(one, other)),
                                compiled(one))
                        .map(CompiledFilter::form))
                .doesNotHaveDuplicates();
    }
}
