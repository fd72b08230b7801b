package dev.cormorant.sql.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an {@code @Id} of the type {@code UUID} that an insert fills, if it is null, with a UUID of version 7 (RFC 9562): it
 * begins with the time in milliseconds, so that new rows go to the end of an index. For version 4 write
 * {@code @GeneratedValue(strategy = GenerationType.UUID)}.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface UuidV7 {}
