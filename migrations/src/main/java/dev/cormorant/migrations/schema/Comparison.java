package dev.cormorant.migrations.schema;

import dev.cormorant.migrations.schema.SchemaDifference.PropertyDifference;
import dev.cormorant.migrations.schema.SchemaDifference.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the objects of two snapshots against each other. */
final class Comparison {

    private static final String COLUMNS = "columns";
    private static final String TEXT = "definition";
    private static final Set<ObjectKind> HIDDEN = Set.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.VIEW);

    private final SortedMap<String, SchemaObject> expected;
    private final SortedMap<String, SchemaObject> actual;

    Comparison(SchemaSnapshot expected, SchemaSnapshot actual) {
        this.expected = byTitle(expected);
        this.actual = byTitle(actual);
    }

    private static SortedMap<String, SchemaObject> byTitle(SchemaSnapshot snapshot) {
        SortedMap<String, SchemaObject> objects = new TreeMap<>();
        snapshot.objects().forEach(object -> objects.put(object.title(), object));
        return objects;
    }

    List<SchemaDifference> differences() {
        SortedMap<SchemaObject, SchemaDifference> found = new TreeMap<>();
        expected.forEach(
                (title, object) -> difference(object, actual.get(title)).ifPresent(d -> found.put(object, d)));
        actual.forEach((title, object) -> {
            if (!expected.containsKey(title)) {
                found.put(object, new SchemaDifference(object.kind(), object.name(), State.UNEXPECTED, List.of()));
            }
        });
        return List.copyOf(found.values());
    }

    private static Optional<SchemaDifference> difference(SchemaObject should, @Nullable SchemaObject is) {
        if (is == null) {
            return Optional.of(new SchemaDifference(should.kind(), should.name(), State.MISSING, List.of()));
        }
        List<PropertyDifference> properties = properties(should, is);
        return properties.isEmpty()
                ? Optional.empty()
                : Optional.of(new SchemaDifference(should.kind(), should.name(), State.CHANGED, properties));
    }

    private static List<PropertyDifference> properties(SchemaObject should, SchemaObject is) {
        List<PropertyDifference> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(should.properties().keySet());
        names.addAll(is.properties().keySet());
        for (String name : names) {
            Optional<String> expected = value(should, name);
            Optional<String> actual = value(is, name);
            boolean same = expected.equals(actual);
            if (should.kind() == ObjectKind.TABLE && name.equals(COLUMNS)) {
                same = inTheSameOrder(expected.orElse(""), actual.orElse(""));
            }
            // MySQL hides the text of a routine or view from an account that may not see it.
            if (HIDDEN.contains(should.kind()) && name.equals(TEXT) && expected.isPresent() != actual.isPresent()) {
                same = true;
            }
            if (!same) {
                differences.add(new PropertyDifference(name, expected, actual));
            }
        }
        return differences;
    }

    private static Optional<String> value(SchemaObject object, String name) {
        Map<String, String> properties = object.properties();
        return Optional.ofNullable(properties.get(name));
    }

    /** Whether the columns that both have come in the same order; one that only one of them has is a difference of its own. */
    private static boolean inTheSameOrder(String one, String other) {
        List<String> first = new ArrayList<>(Arrays.asList(one.split(", ")));
        List<String> second = new ArrayList<>(Arrays.asList(other.split(", ")));
        first.retainAll(List.copyOf(second));
        second.retainAll(List.copyOf(first));
        return first.equals(second);
    }
}
