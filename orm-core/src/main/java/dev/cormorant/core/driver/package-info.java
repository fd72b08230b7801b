/**
 * What a database driver module implements, and nothing an application calls. A module offers one
 * {@link dev.cormorant.core.driver.DriverProvider} to {@link java.util.ServiceLoader}; it turns settings into a
 * {@link dev.cormorant.core.driver.Driver}, which answers every question on which databases differ.
 */
@NullMarked
package dev.cormorant.core.driver;

import org.jspecify.annotations.NullMarked;
