package dev.cormorant.sql.internal.query;

import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attributes of an entity that is nothing but its columns. */
record Columns(Map<String, Class<?>> types) implements Attributes {

    enum Color {
        RED,
        GREEN
    }

    static final Columns CAR = new Columns(new TreeMap<>(Map.of(
            "id", Long.class,
            "name", String.class,
            "color", Color.class,
            "price", Integer.class,
            "sold", Boolean.class,
            "maker.name", String.class,
            "salesOrRent", Boolean.class,
            "orderNumber", Integer.class,
            "version", Long.class)));

    @Override
    public String entity() {
        return "Car";
    }

    @Override
    public String table() {
        return "car";
    }

    @Override
    public String columns() {
        return "*";
    }

    @Override
    public @Nullable String filter() {
        return null;
    }

    @Override
    public Optional<Attribute> attribute(String path) {
        String name = path.equals(Expression.Path.ID) ? "id" : path.equals(Expression.Path.VERSION) ? "version" : path;
        return Optional.ofNullable(types.get(name)).map(type -> new Column(name, type));
    }

    @Override
    public List<String> names() {
        return List.copyOf(types.keySet());
    }

    @Override
    public List<String> id() {
        return List.of("id");
    }

    @Override
    public List<Statement.Assignment> onUpdate() {
        return List.of();
    }

    @Override
    public Statement.@Nullable Assignment onDelete() {
        return null;
    }

    record Column(String path, Class<?> type) implements Attribute {

        @Override
        public String column() {
            return path.replace('.', '_').toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public boolean nullable() {
            return path.equals("price");
        }

        @Override
        public boolean filterable() {
            return false;
        }

        @Override
        public Object of(Object entity) {
            return entity;
        }

        @Override
        public @Nullable Object toColumn(@Nullable Object value) {
            return value instanceof Enum<?> constant ? constant.name() : value;
        }

        @Override
        public @Nullable Object read(ResultSet rows, int column) {
            return null;
        }
    }
}
