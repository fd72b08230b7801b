package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.query.CompiledFilter;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Statement.Select;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A method that says how many rows there are, or whether there is one. */
final class CountPlan implements Plan {

    private final Context context;
    private final Query query;
    private final Renderer renderer;
    private final boolean exists;
    private final LongFunction<@Nullable Object> result;
    private final @Nullable Rules<Object> rules;
    private final RenderedCache cache = new RenderedCache();

    CountPlan(Context context, Query query, boolean exists, LongFunction<@Nullable Object> result) {
        this.context = context;
        this.query = query;
        this.renderer = query.renderer(context);
        this.exists = exists;
        this.result = result;
        this.rules = context.entities().rules(query.entity());
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        CompiledFilter filter = rules == null ? null : rules.compiled(QueryKind.SELECT, null);
        CallArguments values = new CallArguments(query.parameters().indexes(), arguments, null, filter, 0, 0);
        RenderedCache.Key key =
                RenderedCache.Key.of(values.signature(query.parameters().keys()), filter);
        Rendered rendered = cache.get(key, () -> rendered(filter, values));
        List<Long> found = context.runner().list(context.query(rendered, values), result -> row -> row.getLong(1));
        return result.apply(found.isEmpty() ? 0 : found.get(0));
    }

    private Rendered rendered(@Nullable CompiledFilter filter, CallArguments values) {
        Select select = (Select) query.statement();
        Select ours = filter == null ? select : select.restricted(filter.condition());
        return exists ? renderer.exists(ours, values) : renderer.select(ours, values, Cut.NONE);
    }
}
