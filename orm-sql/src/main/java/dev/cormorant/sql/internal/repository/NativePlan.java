package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.run.PlainQuery;
import dev.cormorant.sql.internal.run.RowReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A method that runs a statement in the SQL of the database. */
final class NativePlan implements Plan {

    private static final Set<Class<?>> COUNTS = Set.of(void.class, int.class, long.class, boolean.class);

    private final Context context;
    private final Signature signature;
    private final String text;
    private final Parameters parameters;
    private final Results results;
    private final @Nullable RowReader<? extends @Nullable Object> reader;
    private final LongFunction<@Nullable Object> counted;

    NativePlan(Context context, Signature signature, String text, Parameters parameters, KnownEntities known) {
        this.context = context;
        this.signature = signature;
        this.text = text;
        this.parameters = parameters;
        this.results = Results.of(signature.returns());
        boolean change = COUNTS.contains(signature.returns().raw());
        if (results.isPage()) {
            throw new QueryException("a statement in SQL gives no pages");
        }
        Class<?> row = results.element().boxed();
        if (known.known(results.element()).isPresent() && !row.isRecord()) {
            throw new QueryException("rows of a statement in SQL become records or single values, and "
                    + row.getSimpleName() + " is a class");
        }
        this.reader = change ? null : context.natives().reader(row);
        this.counted = change ? Results.counted(signature.returns(), "the number of rows") : count -> null;
    }

    static void check(Set<String> inText, Parameters parameters) {
        Set<String> given = new TreeSet<>();
        parameters.keys().forEach(key -> given.add(key.substring(1)));
        if (!given.equals(new TreeSet<>(inText))) {
            throw new QueryException(
                    "the statement has the parameters " + new TreeSet<>(inText) + ", and the method has " + given);
        }
    }

    @Override
    public @Nullable Object run(@Nullable Object[] arguments) {
        CallArguments listed = new CallArguments(parameters.indexes(), arguments, null, null, 0, 0);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        parameters.keys().forEach(key -> values.put(key.substring(1), listed.value(key)));
        PlainQuery query = context.natives().query(text, values);
        if (reader == null) {
            return counted.apply(context.runner().execute(query));
        }
        return results.form() == Results.Form.CURSOR
                ? context.runner().cursor(query, reader, "cursor")
                : results.shaped(context.runner().list(query, reader), signature);
    }
}
