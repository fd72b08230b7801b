package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.cursor.Cursor;
import dev.cormorant.sql.internal.query.QueryException;
import jakarta.data.exceptions.EmptyResultException;
import jakarta.data.exceptions.NonUniqueResultException;
import jakarta.data.page.CursoredPage;
import jakarta.data.page.Page;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which form a method gives its rows.
 *
 * @param form the form
 * @param element what one row is
 */
record Results(Form form, TypeRef element) {

    enum Form {
        NOTHING,
        SINGLE,
        OPTIONAL,
        LIST,
        SET,
        STREAM,
        ARRAY,
        PAGE,
        CURSORED_PAGE,
        CURSOR
    }

    static Results of(TypeRef returns) {
        Class<?> raw = returns.raw();
        if (raw == void.class || raw == Void.class) {
            return new Results(Form.NOTHING, returns);
        }
        Form form = raw == Optional.class ? Form.OPTIONAL : many(raw);
        return form == Form.SINGLE ? new Results(form, returns) : new Results(form, returns.element());
    }

    private static Form many(Class<?> raw) {
        if (raw == List.class || raw == Collection.class || raw == Iterable.class) {
            return Form.LIST;
        } else if (raw == Stream.class) {
            return Form.STREAM;
        } else if (raw == CursoredPage.class) {
            return Form.CURSORED_PAGE;
        } else if (raw == Page.class) {
            return Form.PAGE;
        } else if (raw == Set.class) {
            return Form.SET;
        }
        if (raw == Cursor.class) {
            return Form.CURSOR;
        }
        return raw.isArray() && raw != byte[].class ? Form.ARRAY : Form.SINGLE;
    }

    boolean isPage() {
        return form == Form.PAGE || form == Form.CURSORED_PAGE;
    }

    boolean isOne() {
        return form == Form.SINGLE || form == Form.OPTIONAL;
    }

    /**
     * Puts rows into the form.
     *
     * @param rows the rows
     * @param what the method, for messages
     * @return what the method returns
     */
    @Nullable
    Object shaped(List<?> rows, Object what) {
        return switch (form) {
            case NOTHING -> null;
            case SINGLE -> single(rows, what);
            case OPTIONAL -> rows.isEmpty() ? Optional.empty() : Optional.ofNullable(single(rows, what));
            case LIST, PAGE, CURSORED_PAGE, CURSOR -> rows;
            case SET -> new LinkedHashSet<>(rows);
            case STREAM -> rows.stream();
            case ARRAY -> array(rows);
        };
    }

    private static @Nullable Object single(List<?> rows, Object what) {
        if (rows.isEmpty()) {
            throw new EmptyResultException(what
                    + " found nothing, and one result was promised; let it return an Optional if there may be none");
        }
        if (rows.size() > 1) {
            throw new NonUniqueResultException(
                    what + " found more than one result, and one was promised; narrow it, or let it return a List");
        }
        return rows.get(0);
    }

    private Object array(List<?> rows) {
        Object array = Array.newInstance(element.raw(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Array.set(array, i, rows.get(i));
        }
        return array;
    }

    /**
     * What a number of rows is as the result of a method.
     *
     * @param returns what the method returns
     * @param what what the number says, for the message
     * @return makes the result of the number
     */
    static java.util.function.LongFunction<@Nullable Object> counted(TypeRef returns, String what) {
        Class<?> type = returns.boxed();
        if (type == Void.class) {
            return count -> null;
        } else if (type == Long.class) {
            return count -> count;
        } else if (type == Integer.class) {
            return Math::toIntExact;
        } else if (type == Boolean.class) {
            return count -> count > 0;
        }
        throw new QueryException(what + " is returned as void, int, long or boolean, and not as " + returns);
    }
}
