package dev.cormorant.sql;

import dev.cormorant.core.error.FailedOperation;
import dev.cormorant.sql.internal.text.BoundSql;
import dev.cormorant.sql.internal.text.ParsedSql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement in plain SQL and the values of its parameters. Immutable; as thread-safe as its values.
 *
 * <pre>{@code
 * Sql.of("select name from city where country = :country and population > :min")
 *         .bind("country", "DE")
 *         .bind("min", 100_000)
 * }</pre>
 *
 * <p>A parameter is a colon and a name, wherever that stands outside literals, quoted names and comments of the database at
 * hand; {@code ::type} is a cast and {@code a[low:high]} a slice. The same name may stand at several places. A
 * {@link Collection} becomes a list of its elements, as in {@code country in (:countries)}, with the parentheses or without;
 * an {@code Optional} becomes what it holds, or NULL. Values go to the database as parameters, always: never into the text.
 *
 * <p>Whether values and parameters fit is seen when the statement is run: only then is it known which database it is for.
 */
public final class Sql {

    private final String text;
    private final Map<String, @Nullable Object> named;
    private final List<@Nullable Object> ordered;

    private Sql(String text, Map<String, @Nullable Object> named, List<@Nullable Object> ordered) {
        this.text = text;
        this.named = named;
        this.ordered = ordered;
    }

    /**
     * A statement whose parameters, if it has any, are named and bound afterwards.
     *
     * @param text the statement; one, without a semicolon at its end where the database does not take one
     * @return the statement
     * @throws IllegalArgumentException if the text is blank
     */
    public static Sql of(String text) {
        return new Sql(checked(text), Map.of(), List.of());
    }

    /**
     * A statement whose parameters are {@code ?}, bound in order. Named ones are easier to read and can be collections.
     *
     * @param text the statement
     * @param first the value of the first {@code ?}; may be null
     * @param more the values of the others; each may be null
     * @return the statement
     * @throws IllegalArgumentException if the text is blank
     */
    public static Sql of(String text, @Nullable Object first, @Nullable Object... more) {
        List<@Nullable Object> values = new ArrayList<>(more.length + 1);
        values.add(first);
        values.addAll(Arrays.asList(more));
        return new Sql(checked(text), Map.of(), Collections.unmodifiableList(values));
    }

    private static String checked(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the text of a statement is blank");
        }
        return text;
    }

    /**
     * A copy with a value for a named parameter; it takes the place of an earlier one of that name.
     *
     * @param name the name, without the colon
     * @param value the value; null is SQL NULL
     * @return the copy
     * @throws IllegalArgumentException if the name is malformed, or the statement takes values in order
     */
    public Sql bind(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put(name, value);
        return bindAll(more);
    }

    /**
     * A copy with values for named parameters.
     *
     * @param values the values by name, without the colon; each may be null
     * @return the copy
     * @throws IllegalArgumentException as {@link #bind}
     */
    public Sql bindAll(Map<String, ? extends @Nullable Object> values) {
        if (!ordered.isEmpty()) {
            throw new IllegalArgumentException(
                    "values in order (for ?) and by name cannot be mixed in one statement: " + this);
        }
        values.keySet().forEach(Sql::checkName);
        Map<String, @Nullable Object> more = new LinkedHashMap<>(named);
        more.putAll(values);
        return new Sql(text, Collections.unmodifiableMap(more), ordered);
    }

    private static void checkName(String name) {
        boolean wellFormed = !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
        if (!wellFormed) {
            throw new IllegalArgumentException(
                    "\"" + name
                            + "\" cannot be the name of a parameter: letters, digits and underscores, no digit first, no colon");
        }
    }

    /** {@return the statement as it was given} */
    public String text() {
        return text;
    }

    BoundSql bound(ParsedSql parsed) {
        return ordered.isEmpty() ? parsed.bind(named) : parsed.bindInOrder(ordered);
    }

    /** {@return the statement on one line, cut at 200 characters, without any value} */
    @Override
    public String toString() {
        return FailedOperation.shortened(text);
    }
}
