package dev.cormorant.sql.internal.repository;

import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.internal.cache.BoundedCache;
import dev.cormorant.sql.internal.query.QueryException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The repositories of one database, each made once. Safe for all threads. */
public final class Repositories {

    /** As many interfaces as anybody writes; beyond it, they are made again. */
    static final int MOST = 1_000;

    private final Context context;
    private final String database;
    private final BoundedCache<Class<?>, Object> made = new BoundedCache<>(MOST);

    /**
     * None yet.
     *
     * @param context the database
     * @param database its name, for messages
     */
    public Repositories(Context context, String database) {
        this.context = context;
        this.database = database;
    }

    /**
     * The repository of an interface.
     *
     * @param <R> the interface
     * @param type the interface
     * @return the repository
     * @throws MappingException if a method cannot work; the message says which one and why
     */
    public <R> R of(Class<R> type) {
        Object known = made.get(type);
        return type.cast(known == null ? made.keep(type, make(type)) : known);
    }

    private Object make(Class<?> type) {
        if (!type.isInterface() || type.isSealed()) {
            throw new MappingException("make the repository " + type.getName() + ": it is no open interface");
        }
        Map<Method, Plan> plans = plans(type);
        try {
            return Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, new RepositoryHandler(type, database, plans));
        } catch (IllegalArgumentException closed) {
            throw new MappingException("make the repository " + type.getName() + ": " + closed.getMessage(), closed);
        }
    }

    private Map<Method, Plan> plans(Class<?> type) {
        Map<TypeVariable<?>, Type> variables = TypeRef.variables(type);
        List<Signature> signatures = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(method -> Signature.of(type, method, variables))
                .toList();
        KnownEntities known = known(type, variables, signatures);
        PlanMaker maker = new PlanMaker(context, known);
        Map<Method, Plan> plans = new HashMap<>();
        for (Signature signature : signatures) {
            try {
                plans.put(signature.method(), maker.plan(signature));
            } catch (QueryException wrong) {
                throw new MappingException(
                        "make the repository " + type.getName() + ": the method "
                                + signature.method().getName() + " cannot work: " + wrong.getMessage(),
                        wrong);
            }
        }
        return plans;
    }

    private KnownEntities known(Class<?> type, Map<TypeVariable<?>, Type> variables, List<Signature> signatures) {
        try {
            KnownEntities known = new KnownEntities(type, variables, signatures, context.entities());
            known.all()
                    .forEach(
                            entity -> Metamodels.fill(entity, context.entities().attributes(entity)));
            return known;
        } catch (QueryException wrong) {
            throw new MappingException("make the repository " + type.getName() + ": " + wrong.getMessage(), wrong);
        }
    }
}
