/**
 * The hooks of an application at work: what they ask for becomes a condition with its values, a look at what is written, and one at
 * what was read. An entity that no hook concerns has no {@link dev.cormorant.sql.internal.hook.Rules}.
 */
@NullMarked
package dev.cormorant.sql.internal.hook;

import org.jspecify.annotations.NullMarked;
