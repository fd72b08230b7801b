/** The schema migration runner. */
module dev.cormorant.migrations {
    requires transitive dev.cormorant.core;
    requires flyway.core;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.cormorant.migrations;
}
