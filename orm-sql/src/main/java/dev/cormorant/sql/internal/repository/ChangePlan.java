package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Update;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A method that changes or deletes many rows, and may say how many. */
final class ChangePlan implements Plan {

    private final Context context;
    private final Query query;
    private final Renderer renderer;
    private final LongFunction<@Nullable Object> result;
    private final RenderedCache cache = new RenderedCache();

    ChangePlan(Context context, Query query, LongFunction<@Nullable Object> result) {
        this.context = context;
        this.query = query;
        this.renderer = query.renderer(context);
        this.result = result;
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        CallArguments values = new CallArguments(query.parameters().indexes(), arguments, null, null, 0, 0);
        RenderedCache.Key key = new RenderedCache.Key(
                "", List.of(), values.signature(query.parameters().keys()), Cut.NONE, null);
        Rendered rendered = cache.get(
                key,
                () -> query.statement() instanceof Update update
                        ? renderer.update(update, values)
                        : renderer.delete((Delete) query.statement(), values));
        return result.apply(context.runner().execute(context.query(rendered, values)));
    }
}
