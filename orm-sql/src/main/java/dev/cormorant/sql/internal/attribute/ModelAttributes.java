package dev.cormorant.sql.internal.attribute;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.sql.internal.join.Joins;
import dev.cormorant.sql.internal.model.AttributeModel;
import dev.cormorant.sql.internal.model.Discriminator;
import dev.cormorant.sql.internal.model.Model;
import dev.cormorant.sql.internal.model.Models;
import dev.cormorant.sql.internal.model.Product;
import dev.cormorant.sql.internal.model.Role;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.Expression.Arithmetic;
import dev.cormorant.sql.internal.query.Expression.Literal;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.Expression.Supplied;
import dev.cormorant.sql.internal.query.Statement.Assignment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The attributes of a model, as queries name them. */
public final class ModelAttributes implements Attributes {

    private final Model<?> model;
    private final Models models;
    private final Joins joins;
    private final Product product;
    private final Clock clock;
    private final Map<String, Attribute> byPath = new HashMap<>();
    private final List<String> names;
    private final @Nullable String filter;
    private final String alias;

    /**
     * Those of an entity.
     *
     * @param model the entity
     * @param models where it is from
     * @param filter which rows there are for everybody, as a condition that begins with {@code " and "}; empty for all
     * @param alias what stands before each column, with its dot; empty for nothing
     */
    public ModelAttributes(Model<?> model, Models models, String filter, String alias) {
        this(model, models, new Joins(models), filter, alias);
    }

    ModelAttributes(Model<?> model, Models models, Joins joins, String filter, String alias) {
        this.alias = alias;
        this.models = models;
        this.joins = joins;
        this.filter = filter.isEmpty() ? null : filter.substring(" and ".length());
        this.model = model;
        this.product = models.product();
        this.clock = models.options().clock();
        this.names = model.columns().stream().map(AttributeModel::path).toList();
        for (AttributeModel attribute : model.columns()) {
            byPath.put(attribute.path(), new ModelAttribute(model, attribute, product, models.types(), alias));
        }
        AttributeModel version = model.with(Role.VERSION);
        if (version != null) {
            alias(Path.VERSION, version);
        }
        if (model.key().isSingle()) {
            alias(Path.ID, model.key().first());
            // Names of methods and sorts say id, whatever it is called.
            byPath.putIfAbsent("id", byPath.get(Path.ID));
        } else {
            keyParts(models.types());
        }
    }

    private void alias(String name, AttributeModel attribute) {
        byPath.put(name, byPath.get(attribute.path()));
    }

    private void keyParts(ColumnTypes types) {
        for (int i = 0; i < model.key().attributes().size(); i++) {
            AttributeModel part = model.key().attributes().get(i);
            byPath.put(
                    KeyPart.path(i),
                    new KeyPart(new ModelAttribute(model, part, product, types, alias), model.key(), i));
        }
    }

    @Override
    public String entity() {
        return model.name();
    }

    @Override
    public String table() {
        return model.tableName().in(product);
    }

    @Override
    public String columns() {
        Discriminator discriminator = model.discriminator();
        String columns = model.columns().stream()
                .map(attribute -> attribute.identifier().in(product))
                .collect(Collectors.joining(", "));
        return discriminator == null || model.variants().isEmpty()
                ? columns
                : columns + ", " + discriminator.column().in(product);
    }

    @Override
    public @Nullable String filter() {
        return filter;
    }

    @Override
    public Optional<Attribute> attribute(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    @Override
    public Optional<Related> related(String name) {
        return model.relation(name)
                .map(relation ->
                        new FarEnd(joins.of(model, relation), joins, models, alias.isEmpty() ? table() + "." : alias));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> id() {
        return model.key().attributes().stream().map(AttributeModel::path).toList();
    }

    @Override
    public List<Assignment> onUpdate() {
        List<Assignment> more = new ArrayList<>();
        AttributeModel updated = model.with(Role.UPDATED_AT);
        if (updated != null) {
            more.add(new Assignment(new Path(updated.path()), now(updated.type())));
        }
        AttributeModel version = model.with(Role.VERSION);
        if (version != null) {
            Path path = new Path(version.path());
            boolean number = Number.class.isAssignableFrom(version.type());
            more.add(new Assignment(path, number ? new Arithmetic('+', path, new Literal(1)) : now(version.type())));
        }
        return more;
    }

    @Override
    public @Nullable Assignment onDelete() {
        AttributeModel mark = model.with(Role.DELETED);
        if (mark == null) {
            return null;
        }
        Path path = new Path(mark.path());
        return new Assignment(path, mark.type() == Boolean.class ? new Literal(true) : now(mark.type()));
    }

    private Supplied now(Class<?> type) {
        return new Supplied(() -> Times.of(type, clock));
    }
}
