package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.entity.Filter;
import dev.cormorant.sql.internal.join.Join;
import jakarta.data.Sort;
import java.util.List;

/**
 * One relation that is fetched.
 *
 * @param join what joins its ends
 * @param tree whether it is fetched level by level down to the last
 * @param filter which of them
 * @param order how the entities are ordered; empty for what the relation says
 * @param next what is fetched with them
 */
record Step(Join join, boolean tree, Filter filter, List<? extends Sort<?>> order, Level next) {}
