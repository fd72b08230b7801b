package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.CompiledFilter;
import dev.cormorant.sql.internal.query.Statement.Select;
import jakarta.data.page.PageRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of a method that gives rows: its arguments, and the query with the order and the filter that they ask for. */
final class Call {

    private final @Nullable Object[] arguments;
    private final Map<String, Integer> indexes;
    private final @Nullable CompiledFilter filter;
    private final Select select;

    Call(
            Select select,
            Signature signature,
            Attributes attributes,
            Parameters parameters,
            Sorts sorts,
            @Nullable Rules<Object> rules,
            @Nullable Object[] arguments) {
        Signature.Special special = signature.special();
        Select ordered = select.ordered(sorts.with(select.order(), special, arguments));
        this.arguments = arguments;
        this.indexes = parameters.indexes();
        CompiledFilter outside = special.filter() < 0 ? null : outside(arguments[special.filter()], attributes);
        this.filter = rules == null ? outside : rules.compiled(QueryKind.SELECT, outside);
        this.select = filter == null ? ordered : ordered.restricted(filter.condition());
    }

    private static CompiledFilter outside(@Nullable Object given, Attributes attributes) {
        Filter filter = Objects.requireNonNull((Filter) given, "the filter is null; Filter.ALL holds for every row");
        return CompiledFilter.ofOutside(filter, attributes);
    }

    Select select() {
        return select;
    }

    /** {@return the form of the filter and of hooks, whatever their values; null if there is none} */
    @Nullable
    String filter() {
        return filter == null ? null : filter.form();
    }

    <T> T argument(int index, Class<T> type) {
        return Objects.requireNonNull(type.cast(arguments[index]), () -> "the " + type.getSimpleName() + " is null");
    }

    CallArguments values(PageRequest.@Nullable Cursor cursor, int limit, long offset) {
        return new CallArguments(indexes, arguments, cursor, filter, limit, offset);
    }
}
