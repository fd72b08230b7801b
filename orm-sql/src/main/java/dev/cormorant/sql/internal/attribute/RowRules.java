package dev.cormorant.sql.internal.attribute;

import dev.cormorant.sql.entity.EntityModel;
import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.entity.QueryHook;
import dev.cormorant.sql.entity.QueryKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What several hooks ask of the rows of one entity. */
public final class RowRules {

    private RowRules() {}

    /**
     * Those of the hooks of an application that concern an entity.
     *
     * @param hooks all of them
     * @param model the entity
     * @return those that do, in the same order
     */
    public static List<QueryHook> concerned(List<QueryHook> hooks, EntityModel<?> model) {
        return hooks.stream().filter(hook -> hook.concerns(model)).toList();
    }

    /**
     * Which rows there are for a statement.
     *
     * @param concerned the hooks that concern the entity; asked anew
     * @param kind what the statement does
     * @param model the entity
     * @return the filter; null for all rows
     */
    public static @Nullable Filter rows(List<QueryHook> concerned, QueryKind kind, EntityModel<?> model) {
        List<Filter> filters = new ArrayList<>(concerned.size());
        for (QueryHook hook : concerned) {
            // A hook that forgets to answer must not open everything.
            Filter filter = Objects.requireNonNull(
                    hook.rows(kind, model), "a query hook gave no filter; Filter.ALL leaves out nothing");
            if (!filter.equals(Filter.ALL)) {
                filters.add(filter);
            }
        }
        return filters.isEmpty() ? null : filters.size() == 1 ? filters.get(0) : new Filter.All(filters);
    }
}
