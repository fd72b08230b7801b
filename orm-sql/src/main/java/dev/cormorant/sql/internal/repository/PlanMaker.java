package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.OnConflict;
import dev.cormorant.sql.internal.attribute.KeyPart;
import dev.cormorant.sql.internal.query.Attributes;
import dev.cormorant.sql.internal.query.Condition;
import dev.cormorant.sql.internal.query.Expression.Count;
import dev.cormorant.sql.internal.query.Expression.Parameter;
import dev.cormorant.sql.internal.query.Expression.Path;
import dev.cormorant.sql.internal.query.Jdql;
import dev.cormorant.sql.internal.query.MethodName;
import dev.cormorant.sql.internal.query.Ordering;
import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.query.Statement;
import dev.cormorant.sql.internal.query.Statement.Delete;
import dev.cormorant.sql.internal.query.Statement.Select;
import dev.cormorant.sql.internal.repository.LifecyclePlan.Work;
import dev.cormorant.sql.repository.FetchPlan;
import dev.cormorant.sql.repository.NativeSql;
import dev.cormorant.sql.repository.Upsert;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the plan of each method of a repository, and refuses one that cannot work. */
final class PlanMaker {

    private final Context context;
    private final KnownEntities known;

    PlanMaker(Context context, KnownEntities known) {
        this.context = context;
        this.known = known;
    }

    Plan plan(Signature signature) {
        Plan plan = made(signature);
        if (signature.method().isAnnotationPresent(FetchPlan.class) && !(plan instanceof SelectPlan)) {
            throw new QueryException("it has a @FetchPlan, and is no query for entities; leave it away");
        }
        return plan;
    }

    private Plan made(Signature signature) {
        Method method = signature.method();
        if (method.isAnnotationPresent(Insert.class)) {
            return lifecycle(signature, Work.INSERT);
        } else if (method.isAnnotationPresent(Update.class)) {
            return lifecycle(signature, Work.UPDATE);
        } else if (method.isAnnotationPresent(Save.class)) {
            return lifecycle(signature, Work.SAVE);
        } else if (method.isAnnotationPresent(jakarta.data.repository.Delete.class)) {
            return givenEntity(signature).isPresent() ? lifecycle(signature, Work.DELETE) : deletion(signature);
        } else if (method.isAnnotationPresent(Find.class)) {
            return find(signature);
        } else if (method.isAnnotationPresent(jakarta.data.repository.Query.class)) {
            return query(signature);
        } else if (method.isAnnotationPresent(Upsert.class)) {
            OnConflict onConflict = method.getAnnotation(Upsert.class).value();
            return new UpsertPlan(context, signature, requiredEntity(signature), onConflict);
        } else if (method.isAnnotationPresent(NativeSql.class)) {
            return nativeSql(signature, method.getAnnotation(NativeSql.class).value());
        } else if (MethodName.isQuery(method.getName())) {
            return named(signature);
        }
        throw new QueryException(
                "nothing says what it does: annotate it (@Find, @Query, @Insert, @Update, @Save, @Delete),"
                        + " give it a body (default), or a name that is a query (find…, count…, exists…, delete…)");
    }

    private Optional<Class<?>> givenEntity(Signature signature) {
        return signature.values().size() == 1
                ? known.known(signature.values().get(0).type())
                : Optional.empty();
    }

    private Plan lifecycle(Signature signature, Work work) {
        return new LifecyclePlan(context, signature, work, requiredEntity(signature));
    }

    private Class<?> requiredEntity(Signature signature) {
        if (!signature.special().isEmpty()) {
            throw new QueryException("it takes entities, and neither Limit, PageRequest, Sort, Order nor Filter");
        }
        return givenEntity(signature)
                .orElseThrow(() -> new QueryException("it takes one parameter: an entity, or a List or array of them"));
    }

    private Plan deletion(Signature signature) {
        Class<?> entity = known.of(signature);
        Statement delete =
                new Delete(null, conditions(signature, context.entities().attributes(entity)));
        return change(signature, prepared(entity, delete, Parameters.numbered(signature.values())));
    }

    private Plan find(Signature signature) {
        Class<?> entity = known.of(signature);
        Condition where = conditions(signature, context.entities().attributes(entity));
        Select select = new Select(null, null, where, Sorts.annotated(signature.method()));
        return select(signature, prepared(entity, select, Parameters.numbered(signature.values())), 0);
    }

    private static @Nullable Condition conditions(Signature signature, Attributes attributes) {
        Condition where = null;
        int number = 0;
        for (Signature.Value value : signature.values()) {
            String attribute = value.attribute();
            if (attribute == null) {
                throw new QueryException("the name of parameter " + (value.index() + 1)
                        + " is not known; compile with -parameters, or annotate it with @By");
            }
            where = Condition.both(where, condition(attribute, new Parameter("?" + ++number), attributes));
        }
        return where;
    }

    private static Condition condition(String attribute, Parameter value, Attributes attributes) {
        if (attributes.attribute(attribute).isPresent()) {
            return Condition.equal(new Path(attribute), value);
        }
        if (!attribute.equalsIgnoreCase(Path.ID)) {
            throw new QueryException("the parameter " + attribute + " is no attribute of " + attributes.entity()
                    + "; there are " + String.join(", ", attributes.names()));
        }
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < attributes.id().size(); i++) {
            parts.add(Condition.equal(new Path(KeyPart.path(i)), value));
        }
        return new Condition.And(List.copyOf(parts));
    }

    private Plan query(Signature signature) {
        String text = signature
                .method()
                .getAnnotation(jakarta.data.repository.Query.class)
                .value();
        Statement statement = Jdql.parse(text);
        Class<?> entity = known.of(statement, signature);
        // The standard allows either, and not both in one query.
        Parameters parameters =
                Jdql.isNumbered(text) ? Parameters.numbered(signature.values()) : Parameters.named(signature.values());
        if (!(statement instanceof Select select)) {
            return change(signature, prepared(entity, statement, parameters));
        }
        List<Ordering> order = new ArrayList<>(select.order());
        order.addAll(Sorts.annotated(signature.method()));
        Query query = prepared(entity, select.ordered(order), parameters);
        return select.selected() instanceof Count ? count(signature, query, false) : select(signature, query, 0);
    }

    private Plan nativeSql(Signature signature, String text) {
        if (!signature.special().isEmpty()) {
            throw new QueryException("a statement in SQL says itself how many rows and in which order;"
                    + " it takes neither Limit, PageRequest, Sort nor Order");
        }
        Parameters parameters = Parameters.named(signature.values());
        NativePlan.check(context.natives().parameters(text), parameters);
        return new NativePlan(context, signature, text, parameters, known);
    }

    private Plan named(Signature signature) {
        Class<?> entity = known.of(signature);
        MethodName name = MethodName.parse(
                signature.method().getName(), context.entities().attributes(entity));
        if (name.parameters() != signature.values().size()) {
            throw new QueryException("its name asks for " + name.parameters() + " values, and it takes "
                    + signature.values().size());
        }
        Parameters parameters = Parameters.numbered(signature.values());
        if (name.statement() instanceof Select select && name.action() == MethodName.Action.FIND) {
            List<Ordering> order = new ArrayList<>(select.order());
            order.addAll(Sorts.annotated(signature.method()));
            return select(signature, prepared(entity, select.ordered(order), parameters), name.first());
        }
        Query query = prepared(entity, name.statement(), parameters);
        return name.action() == MethodName.Action.DELETE
                ? change(signature, query)
                : count(signature, query, name.action() == MethodName.Action.EXISTS);
    }

    private Query prepared(Class<?> entity, Statement statement, Parameters parameters) {
        return new Query(entity, context.entities().attributes(entity), statement, parameters);
    }

    private Plan select(Signature signature, Query query, int first) {
        Results results = Results.of(signature.returns());
        Checks.select(context, signature, query, results);
        return new SelectPlan(context, signature, query, results, first);
    }

    private Plan change(Signature signature, Query query) {
        Checks.plain(context, signature, query);
        return new ChangePlan(context, query, Results.counted(signature.returns(), "the number of rows"));
    }

    private Plan count(Signature signature, Query query, boolean exists) {
        Checks.plain(context, signature, query);
        if (exists && signature.returns().boxed() != Boolean.class) {
            throw new QueryException(
                    "whether there is a row is returned as boolean, and not as " + signature.returns());
        }
        return new CountPlan(context, query, exists, Results.counted(signature.returns(), "the number of rows"));
    }
}
