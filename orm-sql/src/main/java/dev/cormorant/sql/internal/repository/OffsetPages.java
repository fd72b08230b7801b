package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.Renderer.Cut;
import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import jakarta.data.page.impl.PageRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages by number. */
final class OffsetPages {

    private OffsetPages() {}

    static Page<?> page(SelectPlan plan, Call call, PageRequest request) {
        if (request.mode() != PageRequest.Mode.OFFSET) {
            throw new IllegalArgumentException(plan.signature()
                    + " gives pages by number, and the request has a cursor; let it return CursoredPage");
        }
        long offset = Math.multiplyExact(request.page() - 1, (long) request.size());
        Cut cut = offset > 0 ? Cut.OFFSET : Cut.LIMIT;
        CallArguments values = call.values(null, oneMore(request.size()), offset);
        List<? extends @Nullable Object> rows = plan.rows(call, call.select(), values, List.of(), cut);
        boolean more = rows.size() > request.size();
        List<? extends @Nullable Object> content = plan.loaded(more ? rows.subList(0, request.size()) : rows);
        long total = -1;
        if (request.requestTotal()) {
            boolean known = !more && (!content.isEmpty() || offset == 0);
            total = known ? offset + content.size() : plan.total(call);
        }
        return new PageRecord<>(request, List.copyOf(content), total, more);
    }

    /** One row more than the page has says whether there is another page. */
    static int oneMore(int size) {
        return size == Integer.MAX_VALUE ? size : size + 1;
    }
}
