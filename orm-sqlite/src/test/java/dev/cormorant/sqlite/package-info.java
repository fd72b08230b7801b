/** Tests of the SQLite driver against real files. */
package dev.cormorant.sqlite;
