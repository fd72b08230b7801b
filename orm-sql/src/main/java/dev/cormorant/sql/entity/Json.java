package dev.cormorant.sql.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of any type that is stored as JSON in one column: {@code json}, {@code jsonb} or text. Jackson (the artifact
 * {@code jackson-databind}) turns it into text and back, and must be on the class path.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Json {}
