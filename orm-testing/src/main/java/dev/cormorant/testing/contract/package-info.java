/**
 * What every database driver module must do, as abstract JUnit classes of one topic each, run unchanged by each of them against
 * real databases. For the driver modules of this project and for those of third parties: a test class there extends a contract
 * and names its {@link dev.cormorant.testing.TestDatabase}, nothing else.
 *
 * <p>Where databases differ, the contract asserts each of the differences; none of its tests is skipped. After each test
 * {@link dev.cormorant.testing.contract.DatabaseContract} asks what is left: threads, sockets, files, MBeans, sessions on the
 * server, leases, executions and services. Needs logback and the JDBC driver on the class path of the tests.
 */
@NullMarked
package dev.cormorant.testing.contract;

import org.jspecify.annotations.NullMarked;
