package dev.cormorant.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.error.MappingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The text of a load: written as it is read, and never with a part of a row. */
final class LoadValuesTest {

    private static final String LONG = "x".repeat(200_000);

    private static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
        return List.of(rows);
    }

    /** Rows that are made when they are asked for. */
    private static List<@Nullable Object[]> made(int size, IntFunction<@Nullable Object[]> row) {
        return new AbstractList<>() {
            @Override
            public @Nullable Object[] get(int index) {
                return row.apply(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static String text(LoadValues values) throws IOException {
        try (InputStream text = new SequenceInputStream(values)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void writesEveryRowWhateverItsLength() throws IOException {
        LoadValues values =
                new LoadValues(rows(new Object[] {1L, LONG}, new Object[] {2L, null}, new Object[] {3L, LONG}));
        assertThat(text(values)).isEqualTo("1\t" + LONG + "\n2\t\\N\n3\t" + LONG + "\n");
        assertThatCode(values::refuseLeftOut).doesNotThrowAnyException();
    }

    @Test
    void endsBehindAWholeRowBeforeAValueWithoutAForm() throws IOException {
        LoadValues values = new LoadValues(
                rows(new Object[] {1L, LONG}, new Object[] {2L, "short"}, new Object[] {LONG, Double.NaN}));
        assertThat(text(values)).isEqualTo("1\t" + LONG + "\n");
        assertThatThrownBy(values::refuseLeftOut)
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("finite numbers");
        LoadValues first = new LoadValues(rows(new Object[] {Double.NaN, 1}, new Object[] {2L, 2}));
        assertThat(text(first)).isEmpty();
        assertThatThrownBy(first::refuseLeftOut).isInstanceOf(MappingException.class);
    }

    @Test
    void tellsTheServerOfTheEndEvenIfMemoryRunsOut() throws IOException {
        OutOfMemoryError full = new OutOfMemoryError("made by this test");
        LoadValues values = new LoadValues(made(3, index -> {
            if (index == 2) {
                throw full;
            }
            return new Object[] {index, LONG};
        }));
        assertThat(text(values)).isEqualTo("0\t" + LONG + "\n1\t" + LONG + "\n");
        assertThatThrownBy(values::refuseLeftOut).isSameAs(full);
    }

    @Test
    void writesNoMoreThanIsAskedFor() throws IOException {
        List<Integer> written = new ArrayList<>();
        LoadValues values = new LoadValues(made(100, index -> {
            written.add(index);
            return new Object[] {index, LONG};
        }));
        assertThat(written).isEmpty();
        try (InputStream text = new SequenceInputStream(values)) {
            assertThat(text.read()).isEqualTo('0');
            assertThat(written).containsExactly(0);
        }
    }
}
