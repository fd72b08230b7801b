package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.entity.Filter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filters made ready for one call.
 *
 * @param condition their condition, the same for filters of the same form, whatever their values
 * @param form a text that is the same for equal conditions and no others: comparing it costs less than comparing them
 * @param values what its parameters are
 */
public record CompiledFilter(Condition condition, String form, List<Object> values) {

    /** What the SQL of such a condition depends on: nothing else than the condition. */
    public static final Shape SHAPE = new Shape() {
        @Override
        public int size(String key) {
            return -1;
        }

        @Override
        public boolean isNull(String key) {
            return false;
        }
    };

    private static final String KEY = "#filter";

    /**
     * Makes a filter ready that comes from outside.
     *
     * @param filter the filter
     * @param attributes what it may name: those that are marked as filterable
     * @return it, ready
     * @throws IllegalArgumentException if it does not fit
     */
    public static CompiledFilter ofOutside(Filter filter, Attributes attributes) {
        List<Object> values = new ArrayList<>();
        FilterForm form = new FilterForm();
        Condition condition = new FilterConditions(attributes, true, values, form).condition(filter);
        return new CompiledFilter(condition, form.text(), values);
    }

    /**
     * Makes a filter ready that the application itself puts on every statement.
     *
     * @param rule the filter
     * @param attributes what it may name: all
     * @param outside one from outside that must hold too; null if there is none
     * @return both as one
     * @throws IllegalArgumentException if it does not fit
     */
    public static CompiledFilter ofRule(Filter rule, Attributes attributes, @Nullable CompiledFilter outside) {
        List<Object> values = new ArrayList<>(outside == null ? List.of() : outside.values());
        FilterForm form = new FilterForm();
        if (outside != null) {
            form.node("both").name(outside.form());
        }
        Condition condition = new FilterConditions(attributes, false, values, form).condition(rule);
        return new CompiledFilter(
                outside == null ? condition : new Condition.And(List.of(outside.condition(), condition)),
                form.text(),
                values);
    }

    /** {@return the name of the parameter with a value} */
    static String key(int index) {
        return KEY + index;
    }

    /**
     * Whether a parameter is one of a filter.
     *
     * @param key the parameter
     * @return true if it is
     */
    public static boolean isFilter(String key) {
        return key.startsWith(KEY);
    }

    /**
     * The value of a parameter.
     *
     * @param key the parameter, one of a filter
     * @return the value
     */
    public Object value(String key) {
        return values.get(Integer.parseInt(key, KEY.length(), key.length(), 10));
    }
}
