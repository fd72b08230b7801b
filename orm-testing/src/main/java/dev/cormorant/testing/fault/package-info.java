/**
 * Faults on demand, for tests that prove that nothing is lost and nothing is left when a call, a network, a server or a disk fails. Each
 * is undone when it is closed, or switched off.
 *
 * <p>For test code only: of this project, of a database driver module, of an application.
 *
 * <ul>
 *   <li>{@link dev.cormorant.testing.fault.FaultyDataSource} fails the nth JDBC call, or makes calls wait as long as a {@link
 *       dev.cormorant.testing.fault.Slowdown} says; {@link dev.cormorant.testing.fault.FaultyDrivers} puts it below an open {@code Orm};
 *   <li>{@link dev.cormorant.testing.fault.DriverOnWatch} lets a test come between at each connect of the real driver;
 *   <li>{@link dev.cormorant.testing.fault.EveryCall} runs a scenario once for each call that it makes, failing that one;
 *   <li>{@link dev.cormorant.testing.fault.FaultyProxy} stands between a client and a server and cuts, stalls, delays or
 *       half-closes their connections, or plays a server that accepts and never answers;
 *   <li>{@link dev.cormorant.testing.fault.ReadOnlyMode} lets a database refuse writes;
 *   <li>{@link dev.cormorant.testing.fault.FullDisk} lets a file of SQLite grow no more;
 *   <li>{@link dev.cormorant.testing.fault.MovableClock} is a clock that a test moves;
 *   <li>{@link dev.cormorant.testing.server.TestServer} freezes, kills and restarts a server.
 * </ul>
 *
 * <pre>{@code
 * EveryCall.of(realDataSource)
 *         .opening(faulty -> new OrderDesk(faulty))          // not faulted
 *         .check(desk -> desk.placeOrder(42), attempt -> {   // every call in here fails once
 *             assertThat(attempt.thrown()).isPresent();
 *             assertThat(attempt.dataSource().openConnections()).isZero();
 *         });
 *
 * try (FaultyProxy proxy = FaultyProxy.to("127.0.0.1", 5432)) {
 *     connectTo(proxy.port());
 *     proxy.cutAfter(100, Direction.SERVER_TO_CLIENT);
 *     ...
 * }
 * }</pre>
 */
@NullMarked
package dev.cormorant.testing.fault;

import org.jspecify.annotations.NullMarked;
