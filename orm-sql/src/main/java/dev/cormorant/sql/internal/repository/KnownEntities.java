package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.internal.query.QueryException;
import dev.cormorant.sql.internal.query.Statement;
import jakarta.data.repository.DataRepository;
import jakarta.data.repository.Delete;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Save;
import jakarta.data.repository.Update;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The entities that a repository is about: the primary one, if there is one, and all others that its methods show. */
final class KnownEntities {

    private final EntityStore entities;
    private final @Nullable Class<?> primary;
    private final Map<String, Class<?>> byName = new TreeMap<>();

    KnownEntities(
            Class<?> repository,
            Map<TypeVariable<?>, Type> variables,
            List<Signature> signatures,
            EntityStore entities) {
        this.entities = entities;
        Set<Class<?>> written = new LinkedHashSet<>();
        for (Signature signature : signatures) {
            known(signature.returns()).ifPresent(this::add);
            for (Signature.Value value : signature.values()) {
                Optional<Class<?>> entity = known(value.type());
                entity.ifPresent(this::add);
                if (isLifecycle(signature.method())) {
                    entity.ifPresent(written::add);
                }
            }
        }
        this.primary = primary(repository, variables, written);
        if (primary != null) {
            add(primary);
        }
    }

    private static boolean isLifecycle(Method method) {
        return method.isAnnotationPresent(Insert.class)
                || method.isAnnotationPresent(Update.class)
                || method.isAnnotationPresent(Save.class)
                || method.isAnnotationPresent(Delete.class);
    }

    private @Nullable Class<?> primary(
            Class<?> repository, Map<TypeVariable<?>, Type> variables, Set<Class<?>> written) {
        if (DataRepository.class.isAssignableFrom(repository)) {
            Class<?> declared = TypeRef.of(DataRepository.class.getTypeParameters()[0], variables)
                    .raw();
            if (!entities.isEntity(declared)) {
                throw new QueryException(
                        declared.getName() + " is no entity; annotate it with jakarta.persistence.Entity");
            }
            return declared;
        }
        return written.size() == 1 ? written.iterator().next() : null;
    }

    private void add(Class<?> entity) {
        byName.put(entities.attributes(entity).entity(), entity);
    }

    java.util.Collection<Class<?>> all() {
        return byName.values();
    }

    /** {@return the entity that a type is, or holds} */
    Optional<Class<?>> known(TypeRef type) {
        for (TypeRef at = type; ; at = at.element()) {
            if (entities.isEntity(at.raw())) {
                return Optional.of(at.raw());
            }
            if (at.arguments().isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** {@return the entity of a method: the one that it gives, or else the primary one} */
    Class<?> of(Signature signature) {
        Class<?> entity = known(signature.returns()).orElse(primary);
        if (entity == null) {
            throw new QueryException(
                    "it is not clear which entity it is about; let the repository extend DataRepository,"
                            + " or name the entity in the query");
        }
        return entity;
    }

    /** {@return the entity of a statement: the one that it names, or else that of the method} */
    Class<?> of(Statement statement, Signature signature) {
        String name = statement.entity();
        if (name == null) {
            return of(signature);
        }
        Class<?> named = byName.get(name);
        if (named == null) {
            throw new QueryException("the entity " + name + " is not known to this repository; its methods show "
                    + (byName.isEmpty() ? "none" : String.join(", ", byName.keySet())));
        }
        return named;
    }
}
