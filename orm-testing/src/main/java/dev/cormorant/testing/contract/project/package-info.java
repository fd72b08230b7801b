/** A migration in Java, as a project of Flyway has it. */
@NullMarked
package dev.cormorant.testing.contract.project;

import org.jspecify.annotations.NullMarked;
