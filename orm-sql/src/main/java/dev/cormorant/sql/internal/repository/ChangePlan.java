package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.QueryKind;
import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.query.CompiledFilter;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Statement;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Update;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A method that changes or deletes many rows, and may say how many. */
final class ChangePlan implements Plan {

    private final Context context;
    private final Query query;
    private final Renderer renderer;
    private final LongFunction<@Nullable Object> result;
    private final @Nullable Rules<Object> rules;
    private final RenderedCache cache = new RenderedCache();

    ChangePlan(Context context, Query query, LongFunction<@Nullable Object> result) {
        this.context = context;
        this.query = query;
        this.renderer = query.renderer(context);
        this.result = result;
        this.rules = context.entities().rules(query.entity());
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        CompiledFilter filter = rules == null ? null : ours(rules);
        CallArguments values = new CallArguments(query.parameters().indexes(), arguments, null, filter, 0, 0);
        RenderedCache.Key key =
                RenderedCache.Key.of(values.signature(query.parameters().keys()), filter);
        Rendered rendered = cache.get(key, () -> rendered(filter, values));
        return result.apply(context.runner().execute(context.query(rendered, values)));
    }

    private Rendered rendered(@Nullable CompiledFilter filter, CallArguments values) {
        Statement statement =
                filter == null ? query.statement() : query.statement().restricted(filter.condition());
        return statement instanceof Update update
                ? renderer.update(update, values)
                : renderer.delete((Delete) statement, values);
    }

    private @Nullable CompiledFilter ours(Rules<Object> asked) {
        return query.statement() instanceof Update update
                ? asked.changed(
                        update.set().stream().map(set -> set.path().name()).toList())
                : asked.compiled(QueryKind.DELETE, null);
    }
}
