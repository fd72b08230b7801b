package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.hook.Rules;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.Expression.Count;
import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.run.RowReader;
import dev.cormorant.sql.mapping.RowMapper;
import dev.cormorant.sql.repository.FetchPlan;
import jakarta.data.Limit;
import jakarta.data.page.PageRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A method that gives rows: all of them, some of them, or a page. */
final class SelectPlan implements Plan {

    private final Context context;
    private final Signature signature;
    private final Attributes attributes;
    private final Renderer renderer;
    private final Parameters parameters;
    private final Select select;
    private final int first;
    private final Results results;
    private final RowReader<? extends @Nullable Object> reader;
    private final @Nullable Rules<Object> rules;
    /** The rules again, if rows are entities, at which hooks look. */
    private final @Nullable Rules<Object> looked;

    private final @Nullable UnaryOperator<List<Object>> fetching;

    private final Sorts sorts = new Sorts();
    private final RenderedCache cache = new RenderedCache();

    SelectPlan(Context context, Signature signature, Query query, Results results, int first) {
        this.context = context;
        this.signature = signature;
        this.attributes = query.attributes();
        this.parameters = query.parameters();
        this.renderer = query.renderer(context);
        this.select = (Select) query.statement();
        this.first = first;
        this.results = results;
        this.rules = context.entities().rules(query.entity());
        this.looked = rules != null && query.rowType() == query.entity() ? rules : null;
        this.reader = query.reader(context);
        FetchPlan fetched = signature.method().getAnnotation(FetchPlan.class);
        if (fetched != null && (query.rowType() != query.entity() || results.form() == Results.Form.CURSOR)) {
            throw new QueryException("it fetches relations, and gives no entities that are together; leave @FetchPlan"
                    + " away, or return entities in a list");
        }
        this.fetching = fetched == null ? null : context.entities().fetching(query.entity(), fetched.value());
    }

    Signature signature() {
        return signature;
    }

    Attributes attributes() {
        return attributes;
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        Call call = new Call(select, signature, attributes, parameters, sorts, rules, arguments);
        Signature.Special special = signature.special();
        if (special.page() >= 0) {
            PageRequest request = call.argument(special.page(), PageRequest.class);
            return results.form() == Results.Form.CURSORED_PAGE
                    ? new CursoredPages(this, call).page(request)
                    : OffsetPages.page(this, call, request);
        }
        int most = first > 0 ? first : results.isOne() ? 2 : 0;
        long offset = 0;
        if (special.limit() >= 0) {
            Limit limit = call.argument(special.limit(), Limit.class);
            most = limit.maxResults();
            offset = limit.startAt() - 1;
        }
        Cut cut = most == 0 ? Cut.NONE : offset > 0 ? Cut.OFFSET : Cut.LIMIT;
        CallArguments values = call.values(null, most, offset);
        if (results.form() == Results.Form.CURSOR) {
            Rendered rendered = rendered(Variant.ROWS, call.select(), call, values, List.of(), cut);
            return context.runner().cursor(context.query(rendered, values), lookedAt(), "cursor");
        }
        return results.shaped(loaded(rows(call, call.select(), values, List.of(), cut)), signature);
    }

    /** Lets hooks look at what the caller gets, and fetches what belongs to it. */
    @SuppressWarnings("unchecked") // rows at which hooks look, or that have relations, are entities, and none is null
    List<? extends @Nullable Object> loaded(List<? extends @Nullable Object> rows) {
        List<? extends @Nullable Object> seen = looked == null ? rows : looked.loaded((List<Object>) rows);
        return fetching == null ? seen : fetching.apply((List<Object>) seen);
    }

    private RowReader<? extends @Nullable Object> lookedAt() {
        Rules<Object> hooks = looked;
        if (hooks == null) {
            return reader;
        }
        return result -> {
            RowMapper<?> mapper = reader.over(result);
            return row -> hooks.loaded(mapper.map(row));
        };
    }

    /** Which of the statements of a method. */
    private enum Variant {
        ROWS,
        COUNT
    }

    /**
     * Fetches rows; hooks have not looked at them yet.
     *
     * @param call the call
     * @param query the query of the call, or of a page of it
     * @param values the values
     * @param more what its SQL depends on besides: which values of a cursor are null, if there is one
     * @param cut how many rows
     * @return the rows
     */
    List<? extends @Nullable Object> rows(Call call, Select query, CallArguments values, List<Integer> more, Cut cut) {
        Rendered rendered = rendered(Variant.ROWS, query, call, values, more, cut);
        return context.runner().list(context.query(rendered, values), reader);
    }

    private Rendered rendered(
            Variant variant, Select query, Call call, CallArguments values, List<Integer> more, Cut cut) {
        List<Integer> shape = values.signature(parameters.keys());
        shape.addAll(more);
        RenderedCache.Key key = new RenderedCache.Key(variant, query.order(), shape, cut, call.filter());
        return cache.get(key, () -> renderer.select(query, values, cut));
    }

    /** {@return how many rows there are on all pages} */
    long total(Call call) {
        CallArguments values = call.values(null, 0, 0);
        Select counted = new Select(null, new Count(), call.select().where(), List.of());
        Rendered rendered = rendered(Variant.COUNT, counted, call, values, List.of(), Cut.NONE);
        return context.runner().single(context.query(rendered, values), result -> row -> row.getLong(1));
    }
}
