package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.internal.join.Join;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes tables of links hold certain pairs, and counts. For one call. */
final class SavedLinks {

    private final Links links;
    private int linked;
    private int unlinked;

    SavedLinks(Links links) {
        this.links = links;
    }

    /**
     * Makes a table hold pairs.
     *
     * @param current what is at the far end now, by what the near end is joined by
     * @param wanted the pairs
     */
    void write(Join join, Map<Object, List<Object>> current, Set<Links.Pair> wanted) {
        Join.Link link = Objects.requireNonNull(join.link(), "a relation with links has a table of them");
        Set<Links.Pair> there = new LinkedHashSet<>();
        current.forEach((near, entities) -> entities.forEach(entity -> there.add(new Links.Pair(
                near, Objects.requireNonNull(Join.value(join.rows(), join.far(), entity), "a row was found by it")))));
        List<Links.Pair> more = new ArrayList<>(wanted);
        more.removeAll(there);
        List<Links.Pair> fewer = new ArrayList<>(there);
        fewer.removeAll(wanted);
        links.delete(join, link, fewer);
        links.insert(join, link, more);
        linked += more.size();
        unlinked += fewer.size();
    }

    int linked() {
        return linked;
    }

    int unlinked() {
        return unlinked;
    }
}
