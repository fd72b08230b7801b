/**
 * Test data: loading it from files, making records with sensible values, asserting what tables hold, and snapshots of schema and rows
 * in files. For test code of applications; knows no test framework but AssertJ, and works over an open {@code Orm}, in the transaction
 * of its thread if there is one.
 *
 * <ul>
 *   <li>{@link dev.cormorant.testing.data.TestData} loads CSV, JSON and SQL;
 *   <li>{@link dev.cormorant.testing.data.Samples} makes entities;
 *   <li>{@link dev.cormorant.testing.data.RowsAssert} compares a table or the {@link dev.cormorant.testing.data.Rows} of a query;
 *   <li>{@link dev.cormorant.testing.data.Snapshots} writes schema and rows into files, restores and compares them.
 * </ul>
 */
@NullMarked
package dev.cormorant.testing.data;

import org.jspecify.annotations.NullMarked;
