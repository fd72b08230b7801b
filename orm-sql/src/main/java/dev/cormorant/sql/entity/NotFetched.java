package dev.cormorant.sql.entity;

/** Says that a relation was not fetched, and how it is. */
final class NotFetched {

    private NotFetched() {}

    static IllegalStateException of(String relation) {
        return new IllegalStateException("the relation " + relation
                + " was not fetched; name it when the entity is read: entities(…).fetch(\"" + relation + "\")");
    }
}
