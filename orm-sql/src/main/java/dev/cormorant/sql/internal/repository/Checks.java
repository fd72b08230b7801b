package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.query.Rendered;
import dev.cormorant.sql.internal.query.Renderer;
import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Shape;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.query.Statement.Update;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks, while a repository is made, whether a method can work: it renders the SQL once and compares the types. */
final class Checks {

    private Checks() {}

    static void select(Context context, Signature signature, Query query, Results results) {
        rendered(context, signature, query);
        boolean page = signature.special().page() >= 0;
        if (page != results.isPage()) {
            throw new QueryException(
                    page
                            ? "it takes a PageRequest, and returns " + signature.returns()
                                    + "; it must return Page or CursoredPage"
                            : "it returns " + signature.returns() + ", and takes no PageRequest");
        }
        if (page && signature.special().limit() >= 0) {
            throw new QueryException("it takes a PageRequest and a Limit, which say the same");
        }
        Class<?> row = query.rowType();
        if (!results.element().boxed().isAssignableFrom(row)) {
            throw new QueryException(
                    "its rows are of type " + row.getSimpleName() + ", and it returns " + signature.returns());
        }
        if (results.form() == Results.Form.CURSORED_PAGE && row != query.entity()) {
            throw new QueryException("a CursoredPage is made of entities, because its cursors are made of them");
        }
    }

    static void plain(Context context, Signature signature, Query query) {
        rendered(context, signature, query);
        if (!signature.special().isEmpty()) {
            throw new QueryException("it gives no rows, and takes neither Limit, PageRequest, Sort nor Order");
        }
    }

    private static void rendered(Context context, Signature signature, Query query) {
        Renderer renderer = query.renderer(context);
        Sample sample = new Sample(query.parameters(), signature);
        Rendered rendered;
        if (query.statement() instanceof Select select) {
            rendered = renderer.select(select, sample, Cut.NONE);
        } else if (query.statement() instanceof Update update) {
            rendered = renderer.update(update, sample);
        } else {
            rendered = renderer.delete((Delete) query.statement(), sample);
        }
        query.parameters().requireAll(rendered);
        sample.requireLists(rendered);
    }

    /** A call in which every list has one value. */
    private static final class Sample implements Shape {

        private final Set<String> many;

        Sample(Parameters parameters, Signature signature) {
            Set<Integer> lists = signature.values().stream()
                    .filter(value -> value.type().isMany())
                    .map(Signature.Value::index)
                    .collect(Collectors.toSet());
            this.many = parameters.indexes().entrySet().stream()
                    .filter(entry -> lists.contains(entry.getValue()))
                    .map(java.util.Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        @Override
        public int size(String key) {
            return many.contains(key) ? 1 : -1;
        }

        @Override
        public boolean isNull(String key) {
            return false;
        }

        void requireLists(Rendered rendered) {
            for (Rendered.Slot slot : rendered.slots()) {
                if (slot.element() < 0
                        && slot.source() instanceof dev.cormorant.sql.internal.query.Expression.Parameter parameter
                        && many.contains(parameter.key())) {
                    throw new QueryException(
                            "the parameter " + parameter.key() + " holds several values, which only In takes");
                }
            }
        }
    }
}
