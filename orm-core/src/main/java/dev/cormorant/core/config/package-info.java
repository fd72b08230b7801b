/**
 * What a database is opened with: immutable settings that are checked when they are made, their keys and aliases, the
 * parsed JDBC URL, and passwords that cannot be printed.
 *
 * <p>For applications, and for driver modules, which read {@link dev.cormorant.core.config.DatabaseConfig} and declare
 * their {@link dev.cormorant.core.config.AllowedParameters}. Everything here is immutable and safe for use by several
 * threads. A wrong value is refused with a {@link dev.cormorant.core.error.ConfigurationException} that names the
 * setting and what is allowed; it is never corrected. No {@code toString} and no exception of this package holds a
 * password.
 */
@NullMarked
package dev.cormorant.core.config;

import org.jspecify.annotations.NullMarked;
