/**
 * The command {@code orm}: migrations, a look at a database, and one statement, from the shell. Standard output is the result, standard
 * error the rest; nothing is opened before the whole command line is understood. Started by {@link dev.cormorant.migrations.cli.Main};
 * {@link dev.cormorant.migrations.cli.Cli} is for programs that add commands of their own.
 */
@NullMarked
package dev.cormorant.migrations.cli;

import org.jspecify.annotations.NullMarked;
