package dev.cormorant.sql.repository;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is fetched with the entities that a method gives: one statement more for each relation and level, however many entities there
 * are, as {@code Entities.fetch} does it.
 *
 * <pre>{@code
 * @Find
 * @FetchPlan({"customer", "lines.product"})
 * Page<Order> ofDay(LocalDate day, PageRequest request);
 * }</pre>
 *
 * <p>The method gives entities as one, a list, a set, an array, a stream or a page; one that gives a cursor is refused, since its rows
 * are never together.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface FetchPlan {

    /** {@return the relations, with dots between those that follow each other} */
    String[] value();
}
