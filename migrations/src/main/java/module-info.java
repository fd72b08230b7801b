/** The schema migration runner, as a library and as the command {@code orm}. */
module dev.cormorant.migrations {
    requires transitive dev.cormorant.core;
    requires transitive dev.cormorant.sql;
    requires flyway.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.toml;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires org.slf4j;
    requires static flyway.database.postgresql;
    requires static transitive org.jspecify;

    exports dev.cormorant.migrations;
    exports dev.cormorant.migrations.cli;
    exports dev.cormorant.migrations.lint;
    exports dev.cormorant.migrations.schema;

    opens dev.cormorant.migrations.cli to
            info.picocli;
}
