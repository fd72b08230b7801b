package dev.cormorant.sql.internal.hook;

import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Changes;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.FilterValues;
import java.util.Set;
import java.util.TreeSet;

/** What a filter demands of an entity for which it is to hold. */
final class Demands {

    private Demands() {}

    /** Gives each attribute that is null and has to be equal to one value that value. */
    static <E> E filled(Filter filter, Model<E> model, Attributes attributes, E entity) {
        Changes changes = model.changes();
        fill(filter, model, attributes, entity, changes);
        return model.with(entity, changes);
    }

    private static <E> void fill(Filter filter, Model<E> model, Attributes attributes, E entity, Changes into) {
        if (filter instanceof Filter.All all) {
            all.parts().forEach(part -> fill(part, model, attributes, entity, into));
        } else if (filter instanceof Filter.Compared compared && compared.comparison() == Filter.Comparison.EQUAL) {
            Attributes.Attribute attribute =
                    attributes.attribute(compared.attribute()).orElse(null);
            if (attribute != null) {
                AttributeModel own = model.column(attribute.path());
                if (own.value(entity) == null) {
                    into.set(own, FilterValues.fitting(attribute, compared.value()));
                }
            }
        }
    }

    /** {@return the attributes that a filter names} */
    static Set<String> named(Filter filter) {
        Set<String> named = new TreeSet<>();
        collect(filter, named);
        return named;
    }

    private static void collect(Filter filter, Set<String> into) {
        if (filter instanceof Filter.All all) {
            all.parts().forEach(part -> collect(part, into));
        } else if (filter instanceof Filter.Any any) {
            any.parts().forEach(part -> collect(part, into));
        } else if (filter instanceof Filter.Not not) {
            collect(not.part(), into);
        } else if (filter instanceof Filter.Compared compared) {
            into.add(compared.attribute());
        } else if (filter instanceof Filter.OneOf oneOf) {
            into.add(oneOf.attribute());
        } else if (filter instanceof Filter.Between between) {
            into.add(between.attribute());
        } else if (filter instanceof Filter.Nullness nullness) {
            into.add(nullness.attribute());
        } else if (filter instanceof Filter.Related related) {
            into.add(related.relation());
        }
    }
}
