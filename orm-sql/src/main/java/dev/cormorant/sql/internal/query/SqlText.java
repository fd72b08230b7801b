package dev.cormorant.sql.internal.query;

import dev.cormorant.sql.internal.query.Attributes.Attribute;
import dev.cormorant.sql.internal.query.Rendered.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** SQL while it is written, and what its values are. */
final class SqlText {

    final Attributes attributes;
    final Types types;
    final SqlDialect dialect;
    private final StringBuilder text;
    private final List<Slot> slots;

    SqlText(SqlDialect dialect, Attributes attributes, Types types) {
        this(dialect, attributes, types, new StringBuilder(128), new ArrayList<>());
    }

    private SqlText(SqlDialect dialect, Attributes attributes, Types types, StringBuilder text, List<Slot> slots) {
        this.dialect = dialect;
        this.attributes = attributes;
        this.types = types;
        this.text = text;
        this.slots = slots;
    }

    /** The same text, going on about another entity. */
    SqlText within(Attributes others) {
        return new SqlText(dialect, others, types.of(others), text, slots);
    }

    SqlText add(String sql) {
        text.append(sql);
        return this;
    }

    void bind(Expression source, int element, UnaryOperator<@Nullable Object> conversion) {
        text.append('?');
        slots.add(new Slot(source, element, conversion));
    }

    Attribute attribute(String path) {
        return attributes
                .attribute(path)
                .orElseThrow(() -> new QueryException(attributes.entity() + " has no attribute " + path
                        + "; its attributes are " + String.join(", ", attributes.names())));
    }

    Attributes.Related related(String relation) {
        return attributes
                .related(relation)
                .orElseThrow(() -> new QueryException(attributes.entity() + " has no relation " + relation));
    }

    Rendered done() {
        return new Rendered(text.toString(), List.copyOf(slots));
    }
}
