package dev.cormorant.sql.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A statement whose parameters are known. Immutable. */
public final class ParsedSql {

    private final String sql;
    private final List<Parameter> named;
    private final int positional;
    private final boolean transactional;
    private final boolean countsRows;
    private final String plain;

    ParsedSql(String sql, List<Parameter> named, int positional, boolean transactional, boolean countsRows) {
        this.sql = sql;
        this.named = List.copyOf(named);
        this.positional = positional;
        this.transactional = transactional;
        this.countsRows = countsRows;
        this.plain = rendered(parameter -> 0);
    }

    /** {@return whether it begins or ends a transaction} */
    public boolean isTransactional() {
        return transactional;
    }

    /** {@return whether the count that JDBC gives for it means rows} */
    public boolean countsRows() {
        return countsRows;
    }

    /** {@return how many {@code ?} it has} */
    public int positional() {
        return positional;
    }

    /** {@return the names of its parameters, sorted} */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        named.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    /**
     * Puts placeholders in the place of names.
     *
     * @param values the value of each name; a collection becomes as many placeholders as it has elements
     * @return the text for JDBC and its values
     * @throws IllegalArgumentException if the values do not fit the names, or a collection is empty
     */
    public BoundSql bind(Map<String, ? extends @Nullable Object> values) {
        refuseMixed();
        Set<String> names = names();
        if (positional > 0) {
            throw new IllegalArgumentException("the statement has " + placeholders()
                    + " and no values in order; pass them to Sql.of, or name them");
        }
        if (!names.equals(values.keySet())) {
            throw new IllegalArgumentException(mismatch(names, values.keySet()));
        }
        List<@Nullable Object> bound = new ArrayList<>(named.size());
        boolean expanded = false;
        for (Parameter parameter : named) {
            Object value = values.get(parameter.name());
            if (value instanceof Collection<?> many) {
                refuseEmpty(parameter, many);
                bound.addAll(many);
                expanded = true;
            } else {
                bound.add(value);
            }
        }
        return new BoundSql(expanded ? rendered(parameter -> sizeOf(values.get(parameter.name()))) : plain, bound);
    }

    /**
     * Takes values for its {@code ?} in order.
     *
     * @param values the values
     * @return the text for JDBC and its values
     * @throws IllegalArgumentException if there are more or fewer values than {@code ?}, or names besides them
     */
    public BoundSql bindInOrder(List<@Nullable Object> values) {
        refuseMixed();
        if (!named.isEmpty() || values.size() != positional) {
            throw new IllegalArgumentException("the statement has " + placeholders() + ", and " + values.size()
                    + (values.size() == 1 ? " value was" : " values were") + " given in order");
        }
        return new BoundSql(sql, values);
    }

    /** {@return its parameters as a message says them} */
    public String placeholders() {
        if (named.isEmpty()) {
            return positional == 0 ? "no parameters" : positional + " parameters (?)";
        }
        return "the parameters " + String.join(", ", names());
    }

    private void refuseMixed() {
        if (positional > 0 && !named.isEmpty()) {
            throw new IllegalArgumentException("the statement has both ? and " + placeholders()
                    + "; name all of them (in PostgreSQL the operator ? is written ??)");
        }
    }

    private String mismatch(Set<String> names, Set<String> given) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(given);
        Set<String> extra = new TreeSet<>(given);
        extra.removeAll(names);
        StringBuilder wrong = new StringBuilder();
        if (!missing.isEmpty()) {
            wrong.append("no value is bound for ")
                    .append(String.join(", ", missing))
                    .append("; ");
        }
        if (!extra.isEmpty()) {
            wrong.append("there is no parameter ")
                    .append(String.join(", ", extra))
                    .append("; ");
        }
        return wrong + "the statement has " + placeholders();
    }

    private static void refuseEmpty(Parameter parameter, Collection<?> many) {
        if (many.isEmpty()) {
            throw new IllegalArgumentException("the collection for the parameter " + parameter.name()
                    + " is empty, and SQL has no empty list; leave the condition out, or do not run the query");
        }
    }

    private static int sizeOf(@Nullable Object value) {
        return value instanceof Collection<?> many ? many.size() : 0;
    }

    /** How many placeholders a parameter becomes; 0 for a single one that is no collection. */
    private interface Sizes {
        int of(Parameter parameter);
    }

    private String rendered(Sizes sizes) {
        if (named.isEmpty()) {
            return sql;
        }
        StringBuilder text = new StringBuilder(sql.length());
        int from = 0;
        for (Parameter parameter : named) {
            text.append(sql, from, parameter.start());
            append(text, sizes.of(parameter), parameter.inList());
            from = parameter.end();
        }
        return text.append(sql, from, sql.length()).toString();
    }

    private static void append(StringBuilder text, int size, boolean inList) {
        if (size == 0) {
            text.append('?');
            return;
        }
        text.append(inList ? "" : "(")
                .append("?, ".repeat(size - 1))
                .append('?')
                .append(inList ? "" : ")");
    }
}
