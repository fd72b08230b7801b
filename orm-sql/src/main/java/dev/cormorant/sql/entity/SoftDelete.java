package dev.cormorant.sql.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component that says whether a row is deleted. A delete then fills it instead of removing the row, and a row in which
 * it is filled is left out of everything that is read, counted or updated.
 *
 * <p>The component is a time that may be null ({@code Instant}, {@code OffsetDateTime}, {@code LocalDateTime}, or an
 * {@code Optional} of one): when the row was deleted, null as long as it is not; or a {@code boolean}. There is at most one.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SoftDelete {}
