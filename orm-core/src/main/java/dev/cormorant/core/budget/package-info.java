/**
 * One connection budget over many pools: who may open a physical connection, whose idle connection makes room, and who waits
 * for how long. Knows neither JDBC nor a pool; a pool asks for a {@link dev.cormorant.core.budget.BudgetShare share} of it.
 */
@NullMarked
package dev.cormorant.core.budget;

import org.jspecify.annotations.NullMarked;
