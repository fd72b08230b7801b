package dev.cormorant.sql.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component that says whether a row is archived: kept, but left out of what is read and counted unless it is asked for
 * with {@link Entities#withArchived}. The component has the types of {@link SoftDelete}; there is at most one.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Archived {}
