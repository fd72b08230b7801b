package dev.cormorant.sql.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component that takes the time at which its row was inserted: an {@code Instant}, {@code OffsetDateTime} or
 * {@code LocalDateTime} (in UTC), to the microsecond, by the clock of this process. An update leaves the column alone.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CreatedAt {}
