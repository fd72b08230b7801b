package dev.cormorant.sql.internal.repository;

import dev.cormorant.sql.entity.Filter;
import jakarta.data.Limit;
import jakarta.data.Order;
import jakarta.data.Sort;
import jakarta.data.page.PageRequest;
import jakarta.data.repository.By;
import jakarta.data.repository.Param;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One method of a repository: what it takes and gives.
 *
 * @param repository the interface for which it is read, which may be below the one that declares it
 * @param method the method
 * @param returns what it gives
 * @param values the parameters that are values
 * @param special the parameters with a meaning of their own
 */
record Signature(Class<?> repository, Method method, TypeRef returns, List<Value> values, Special special) {

    /**
     * A parameter that is a value.
     *
     * @param index which argument it is, from 0
     * @param type its type
     * @param parameter the parameter itself
     */
    record Value(int index, TypeRef type, Parameter parameter) {

        /** {@return the attribute that it is compared with; null if nothing says so} */
        @Nullable
        String attribute() {
            By by = parameter.getAnnotation(By.class);
            return by != null ? by.value() : parameter.isNamePresent() ? parameter.getName() : null;
        }

        /** {@return its name in a query; null if nothing says so} */
        @Nullable
        String name() {
            Param param = parameter.getAnnotation(Param.class);
            return param != null ? param.value() : parameter.isNamePresent() ? parameter.getName() : null;
        }
    }

    /**
     * Which arguments are not values but say how many rows are wanted, and in which order.
     *
     * @param limit the index of the Limit; -1 if there is none
     * @param page the index of the PageRequest; -1 if there is none
     * @param filter the index of the Filter; -1 if there is none
     * @param sorts the indexes of Sort, Sort… and Order, as they are declared
     */
    record Special(int limit, int page, int filter, List<Integer> sorts) {

        boolean isEmpty() {
            return limit < 0 && page < 0 && filter < 0 && sorts.isEmpty();
        }
    }

    static Signature of(Class<?> repository, Method method, Map<TypeVariable<?>, Type> variables) {
        List<Value> values = new ArrayList<>();
        List<Integer> sorts = new ArrayList<>();
        int limit = -1;
        int page = -1;
        int filter = -1;
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Class<?> raw = parameters[i].getType();
            if (raw == Limit.class) {
                limit = i;
            } else if (raw == PageRequest.class) {
                page = i;
            } else if (raw == Filter.class) {
                filter = i;
            } else if (raw == Sort.class || raw == Sort[].class || raw == Order.class) {
                sorts.add(i);
            } else {
                values.add(new Value(i, TypeRef.of(parameters[i].getParameterizedType(), variables), parameters[i]));
            }
        }
        Special special = new Special(limit, page, filter, List.copyOf(sorts));
        TypeRef returns = TypeRef.of(method.getGenericReturnType(), variables);
        return new Signature(repository, method, returns, List.copyOf(values), special);
    }

    /** {@return the method as a message says it} */
    @Override
    public String toString() {
        return repository.getSimpleName() + "." + method.getName();
    }
}
