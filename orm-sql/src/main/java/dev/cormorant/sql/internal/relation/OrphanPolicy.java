package dev.cormorant.sql.internal.relation;

import dev.cormorant.core.error.UnsupportedFeatureException;
import dev.cormorant.sql.entity.Entities;
import dev.cormorant.sql.entity.Orphans;
import dev.cormorant.sql.internal.join.Join;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Role;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;

/** What is done with a row that a relation holds and should not. */
final class OrphanPolicy {

    private final Join join;
    private final Model<Object> target;
    private final Entities<Object> rows;
    private final Orphans orphans;

    OrphanPolicy(Join join, Entities<Object> rows, Orphans said) {
        this.join = join;
        this.target = join.rows();
        this.rows = rows;
        this.orphans = !removes() ? said : target.with(Role.DELETED) == null ? Orphans.DELETE : Orphans.SOFT_DELETE;
    }

    private boolean removes() {
        OneToMany many = join.relation().field().getAnnotation(OneToMany.class);
        OneToOne one = join.relation().field().getAnnotation(OneToOne.class);
        return (many != null && many.orphanRemoval()) || (one != null && one.orphanRemoval());
    }

    void apply(Object orphan, String attempted) {
        Object key = target.keyOf(orphan);
        switch (orphans) {
            case REFUSE ->
                throw new IllegalStateException(attempted + ": the relation " + join.relation() + " holds the "
                        + target.name() + " " + key
                        + ", which is not among its entities here; say with Orphans.NULLIFY, DELETE"
                        + " or SOFT_DELETE what becomes of it, or leave the relation unfetched");
            case NULLIFY -> rows.update(join.joined(orphan, null));
            case DELETE -> rows.purge(key);
            case SOFT_DELETE -> {
                if (target.with(Role.DELETED) == null) {
                    throw new UnsupportedFeatureException(
                            attempted + ": rows of " + target.type().getTypeName()
                                    + " cannot be marked as deleted; add a component with @SoftDelete, or say Orphans.DELETE",
                            null);
                }
                rows.delete(orphan);
            }
        }
    }
}
