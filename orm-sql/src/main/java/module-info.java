/** The facade that an application holds: plain SQL and jOOQ on the choke point of the core, row mapping, cursors, batches. */
module dev.cormorant.sql {
    requires transitive dev.cormorant.core;
    requires transitive jakarta.data;
    requires transitive jakarta.persistence;
    requires transitive org.jooq;
    requires static com.fasterxml.jackson.databind;
    requires static transitive org.jspecify;
    requires static jakarta.xml.bind;

    exports dev.cormorant.sql;
    exports dev.cormorant.sql.bulk;
    exports dev.cormorant.sql.cursor;
    exports dev.cormorant.sql.entity;
    exports dev.cormorant.sql.export;
    exports dev.cormorant.sql.mapping;
    exports dev.cormorant.sql.repository;
}
