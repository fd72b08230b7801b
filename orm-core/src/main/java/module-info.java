/** Lifecycle, driver SPI, leases, transactions, executions and services: what every Cormorant module stands on. */
module dev.cormorant.core {
    requires transitive java.sql;
    requires com.zaxxer.hikari;
    requires java.management;
    requires static jdk.jfr;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.cormorant.core;
    exports dev.cormorant.core.budget;
    exports dev.cormorant.core.config;
    exports dev.cormorant.core.driver;
    exports dev.cormorant.core.error;
    exports dev.cormorant.core.execution;
    exports dev.cormorant.core.leak;
    exports dev.cormorant.core.lease;
    exports dev.cormorant.core.monitor;
    exports dev.cormorant.core.service;
    exports dev.cormorant.core.transaction;

    uses dev.cormorant.core.driver.DriverProvider;
}
