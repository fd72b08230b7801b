package dev.cormorant.sql.internal.relation;

import dev.cormorant.sql.internal.model.Model;
import java.util.List;
import java.util.Map;

/**
 * What is fetched for entities: of a sealed one for each of its classes.
 *
 * @param steps the relations, by the model of the class that has them
 */
record Level(Map<Model<?>, List<Step>> steps) {

    static final Level NOTHING = new Level(Map.of());

    boolean isEmpty() {
        return steps.isEmpty();
    }

    List<Step> of(Model<?> model) {
        return steps.getOrDefault(model, List.of());
    }
}
