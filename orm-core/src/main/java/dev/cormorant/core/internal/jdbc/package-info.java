/**
 * The choke point: the one data source through which every statement goes, with its connections, statements and results. Here
 * the lease, the execution id, the time limit and the streaming of results are applied. Not exported.
 */
@NullMarked
package dev.cormorant.core.internal.jdbc;

import org.jspecify.annotations.NullMarked;
