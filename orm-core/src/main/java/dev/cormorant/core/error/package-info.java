/**
 * What can go wrong, by meaning: one sealed tree of unchecked exceptions that every module throws and an application
 * catches. Nothing here depends on another package.
 */
@NullMarked
package dev.cormorant.core.error;

import org.jspecify.annotations.NullMarked;
