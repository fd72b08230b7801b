package dev.cormorant.sql.internal.model;

import dev.cormorant.core.driver.ColumnTypes;
import dev.cormorant.core.error.MappingException;
import dev.cormorant.sql.entity.Json;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the form of an attribute: its annotations first, then the application's converters, the database's types, and ours. */
final class Forms {

    private final ColumnTypes types;
    private final Converters converters;
    /** Made for the first attribute that is JSON; two threads may each make one. */
    private volatile @Nullable JsonForm jsonForm;

    Forms(ColumnTypes types, List<? extends Class<?>> converters) {
        this.types = types;
        this.converters = new Converters(types, converters);
    }

    /** {@return the form of a field; empty if its type is not one of a column} */
    Optional<Form> of(Class<?> entity, Field field, ValueType type) {
        Convert convert = field.getAnnotation(Convert.class);
        if (convert != null && !convert.disableConversion()) {
            return Optional.of(named(entity, field, type, convert));
        }
        if (field.isAnnotationPresent(Json.class)) {
            return Optional.of(json(entity, field, type));
        }
        if (convert == null) {
            Optional<Form> everywhere = converters.forType(type.raw());
            if (everywhere.isPresent()) {
                return everywhere;
            }
        }
        return ofType(field, type);
    }

    private Form named(Class<?> entity, Field field, ValueType type, Convert convert) {
        Class<?> converter = convert.converter();
        Class<?> converts = Converters.arguments(converter)[0];
        if (!converts.isAssignableFrom(type.raw())) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "is a " + type.raw().getTypeName() + ", and its converter " + converter.getTypeName() + " takes "
                            + converts.getTypeName() + "; use one for its type");
        }
        return converters.form(converter);
    }

    private Form json(Class<?> entity, Field field, ValueType type) {
        try {
            JsonForm known = jsonForm;
            if (known == null) {
                known = new JsonForm();
                jsonForm = known;
            }
            return known.of(type.generic());
        } catch (NoClassDefFoundError missing) {
            throw Refusal.of(
                    entity,
                    field.getName(),
                    "is marked @Json, and there is no Jackson; add com.fasterxml.jackson.core:jackson-databind",
                    missing);
        }
    }

    private Optional<Form> ofType(Field field, ValueType type) {
        Class<?> raw = type.raw();
        if (raw.isEnum()) {
            return Optional.of(EnumForm.of(raw, isOrdinal(field)));
        }
        if (raw == BigDecimal.class) {
            return Optional.of(decimal(field));
        }
        if (types.supports(raw)) {
            return Optional.of(Form.plain(raw));
        }
        @Nullable Class<?> constants = setOf(type.generic());
        return constants == null ? OwnForms.of(raw) : Optional.of(EnumForm.ofSet(constants));
    }

    private static boolean isOrdinal(Field field) {
        Enumerated enumerated = field.getAnnotation(Enumerated.class);
        return enumerated != null && enumerated.value() == EnumType.ORDINAL && !EnumForm.hasOwnValue(field.getType());
    }

    /** {@return the enum of a set of its constants} */
    private static @Nullable Class<?> setOf(Type type) {
        return type instanceof ParameterizedType set
                        && set.getRawType() == Set.class
                        && set.getActualTypeArguments()[0] instanceof Class<?> constants
                        && constants.isEnum()
                ? constants
                : null;
    }

    /** A declared scale holds in both directions, also where the database has none (SQLite). */
    private static Form decimal(Field field) {
        Column column = field.getAnnotation(Column.class);
        if (column == null || column.scale() == 0) {
            return Form.plain(BigDecimal.class);
        }
        int scale = column.scale();
        return Form.converted(BigDecimal.class, value -> exact((BigDecimal) value, scale), value -> {
            BigDecimal number = (BigDecimal) value;
            return number.scale() < scale ? number.setScale(scale, RoundingMode.UNNECESSARY) : number;
        });
    }

    private static BigDecimal exact(BigDecimal number, int scale) {
        if (number.stripTrailingZeros().scale() > scale) {
            throw new MappingException(
                    "write a number with " + number.scale() + " digits after the point into a column with " + scale
                            + ": it would be cut; round it, or declare a larger scale");
        }
        return number.setScale(scale, RoundingMode.UNNECESSARY);
    }
}
