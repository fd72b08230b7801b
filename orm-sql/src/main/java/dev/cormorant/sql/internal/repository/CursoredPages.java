package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Condition;
import dev.cormorant.sql.internal.query.Keyset;
import dev.cormorant.sql.internal.query.Ordering;
import dev.cormorant.sql.internal.query.Renderer.Cut;
import dev.cormorant.sql.internal.query.Statement.Select;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import jakarta.data.page.PageRequest.Mode;
import jakarta.data.page.impl.CursoredPageRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages relative to a row: what is inserted or deleted elsewhere moves nothing. */
final class CursoredPages {

    private final SelectPlan plan;
    private final Call call;

    CursoredPages(SelectPlan plan, Call call) {
        this.plan = plan;
        this.call = call;
    }

    CursoredPage<?> page(PageRequest request) {
        List<Ordering> wanted = call.select().order();
        List<Ordering> order = Sorts.total(wanted, plan.attributes());
        Cursor cursor = request.cursor().orElse(null);
        if (cursor != null && cursor.size() == wanted.size()) {
            // A key that a caller made of the order that it sees, without the tie-breaker behind it.
            order = wanted;
        }
        boolean backward = request.mode() == Mode.CURSOR_PREVIOUS;
        List<?> rows = rows(backward ? Ordering.reversed(order) : order, cursor, request);
        boolean more = rows.size() > request.size();
        List<Object> content = new ArrayList<>(more ? rows.subList(0, request.size()) : rows);
        if (backward) {
            Collections.reverse(content);
        }
        boolean hasPrevious = backward ? more : cursor != null || request.page() > 1;
        return made(content, order, request, hasPrevious, backward || more);
    }

    private CursoredPage<?> made(
            List<Object> content, List<Ordering> order, PageRequest request, boolean hasPrevious, boolean hasNext) {
        long total = request.requestTotal() ? plan.total(call) : -1;
        List<Attribute> parts = order.stream().map(this::attribute).toList();
        List<Cursor> cursors =
                content.stream().map(entity -> cursor(parts, entity)).toList();
        boolean empty = content.isEmpty();
        return new CursoredPageRecord<>(
                List.copyOf(plan.loaded(content)), cursors, total, request, empty || !hasPrevious, empty || !hasNext);
    }

    private static Cursor cursor(List<Attribute> parts, Object entity) {
        @Nullable Object[] key = new Object[parts.size()];
        for (int i = 0; i < key.length; i++) {
            key[i] = parts.get(i).of(entity);
        }
        return Cursor.forKey(key);
    }

    private Attribute attribute(Ordering part) {
        return plan.attributes().attribute(part.path().name()).orElseThrow();
    }

    private List<?> rows(List<Ordering> order, @Nullable Cursor cursor, PageRequest request) {
        int most = OffsetPages.oneMore(request.size());
        if (cursor == null) {
            long offset = Math.multiplyExact(request.page() - 1, (long) request.size());
            CallArguments values = call.values(null, most, offset);
            return plan.rows(
                    call, call.select().ordered(order), values, List.of(), offset > 0 ? Cut.OFFSET : Cut.LIMIT);
        }
        if (cursor.size() != order.size()) {
            throw new IllegalArgumentException("the cursor has " + cursor.size() + " values, and " + plan.signature()
                    + " orders by " + order.size() + " attributes: "
                    + String.join(
                            ", ", order.stream().map(part -> part.path().name()).toList()));
        }
        List<Integer> nulls = new ArrayList<>(order.size());
        for (int i = 0; i < order.size(); i++) {
            nulls.add(cursor.get(i) == null ? 1 : 0);
        }
        Condition behind = Keyset.after(
                order, i -> nulls.get(i) == 1, part -> attribute(part).nullable());
        Select query = call.select().restricted(behind).ordered(order);
        return plan.rows(call, query, call.values(cursor, most, 0), nulls, Cut.LIMIT);
    }
}
