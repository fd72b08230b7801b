/** Tests of the JUnit extension, which run right and wrong tests on all databases. */
@NullMarked
package dev.cormorant.examples.junit;

import org.jspecify.annotations.NullMarked;
