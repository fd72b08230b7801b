package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Expression.Count;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a method asks for: {@code findFirst3ByAgeLessThanOrderByNameDesc}.
 *
 * @param action what is done
 * @param first how many rows at most; 0 for all
 * @param statement the statement; its parameters are {@code ?1} and so on
 * @param parameters how many values it takes
 */
public record MethodName(Action action, int first, Statement statement, int parameters) {

    private static final Pattern SUBJECT =
            Pattern.compile("(find|count|exists|delete)(First(\\d*))?(.*?)(?:By(?=\\p{Lu})(?!$)(.*))?");

    /** What a method does by its name. */
    public enum Action {
        /** Gives rows. */
        FIND,
        /** Counts them. */
        COUNT,
        /** Says whether there is one. */
        EXISTS,
        /** Deletes them. */
        DELETE
    }

    /**
     * Whether a name begins like a query.
     *
     * @param name the name
     * @return true if {@link #parse} reads it, or says what is wrong
     */
    public static boolean isQuery(String name) {
        return name.matches("(find|count|exists|delete)(\\p{Lu}.*)?");
    }

    /**
     * Reads a name.
     *
     * @param name the name
     * @param attributes what it may name
     * @return what it asks for
     * @throws QueryException if it is not clear; the message says why
     */
    public static MethodName parse(String name, Attributes attributes) {
        String body = name;
        String order = null;
        int by = name.lastIndexOf("OrderBy");
        // "findOrderById" asks for the id of an order, "findByNameOrderById" for names in the order of ids.
        if (by > 0 && by + 7 < name.length() && Character.isUpperCase(name.charAt(by + 7))) {
            body = name.substring(0, by);
            order = name.substring(by + 7);
        }
        Matcher subject = SUBJECT.matcher(body);
        if (!subject.matches()) {
            throw wrong(name, "it begins with find, count, exists or delete", attributes);
        }
        Action action = Action.valueOf(subject.group(1).toUpperCase(java.util.Locale.ROOT));
        Predicates predicates = new Predicates(name, attributes);
        String restriction = subject.group(5);
        Condition where = restriction == null ? null : predicates.condition(restriction);
        List<Ordering> ordering = order == null ? List.of() : order(name, order, attributes);
        if (action != Action.FIND && (order != null || subject.group(2) != null)) {
            throw wrong(name, "only find has First and OrderBy", attributes);
        }
        int first = subject.group(2) == null ? 0 : first(name, subject.group(3), attributes);
        return new MethodName(action, first, statement(action, where, ordering), predicates.parameters());
    }

    private static Statement statement(Action action, @Nullable Condition where, List<Ordering> order) {
        return switch (action) {
            case FIND, EXISTS -> new Select(null, null, where, order);
            case COUNT -> new Select(null, new Count(), where, order);
            case DELETE -> new Delete(null, where);
        };
    }

    private static int first(String name, String digits, Attributes attributes) {
        try {
            int first = digits.isEmpty() ? 1 : Integer.parseInt(digits);
            if (first > 0) {
                return first;
            }
        } catch (NumberFormatException tooLong) {
            // Told below, as 0 is.
        }
        throw wrong(name, "the number behind First is from 1 to " + Integer.MAX_VALUE, attributes);
    }

    private static List<Ordering> order(String name, String text, Attributes attributes) {
        List<Ordering> order = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            from = orderItem(name, text, from, attributes, order);
        }
        return List.copyOf(order);
    }

    /** Reads one item, which ends behind an Asc or Desc, or at the end; the first end that fits an attribute is taken. */
    private static int orderItem(String name, String text, int from, Attributes attributes, List<Ordering> into) {
        Matcher end = Pattern.compile("(Asc|Desc)(?=\\p{Lu}|$)|$").matcher(text);
        for (int at = from; end.find(at); at = end.start() + 1) {
            String property = text.substring(from, end.start());
            boolean ignoreCase = property.endsWith("IgnoreCase");
            Optional<Path> path =
                    Properties.find(attributes, ignoreCase ? property.substring(0, property.length() - 10) : property);
            if (path.isPresent()) {
                into.add(new Ordering(path.get(), !"Desc".equals(end.group(1)), ignoreCase));
                return end.end();
            }
            if (end.start() == text.length()) {
                break;
            }
        }
        throw wrong(name, "\"" + text.substring(from) + "\" behind OrderBy names no attribute", attributes);
    }

    static QueryException wrong(String name, String why, Attributes attributes) {
        return new QueryException("the name \"" + name + "\" is no query: " + why + "; the attributes of "
                + attributes.entity() + " are " + String.join(", ", attributes.names()));
    }
}
