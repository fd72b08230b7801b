package dev.cormorant.sqlite;

import dev.cormorant.core.config.AllowedParameters;

/** The URL parameters that may be given: pragmas that change no promise of ours, and switches of the JDBC driver. */
final class SqliteParameters {

    private static final String OURS = "Cormorant chooses it for each connection";
    private static final String DEPRECATED = "SQLite has deprecated it";
    private static final String FILE_SYSTEM = "it goes round the file locks that keep a database whole";

    static final AllowedParameters ALL = withoutSense(refused(allowed())).build();

    private SqliteParameters() {}

    private static AllowedParameters.Builder allowed() {
        return AllowedParameters.of("SQLite")
                .allowWithNote(
                        "journal_mode", "WAL, the default; with DELETE, TRUNCATE or PERSIST one connection does all")
                .allowWithNote("synchronous", "NORMAL, the default; FULL or EXTRA")
                .allowWithNote("foreign_keys", "true, the default, or false")
                .allowWithNote("busy_timeout", "wait for other processes in ms, 0 to 600000; default 5000")
                .allowWithNote("mode", "rwc, the default; rw refuses to create the file; memory")
                .allow("cache_size", "mmap_size", "page_size", "max_page_count", "journal_size_limit")
                .allow(
                        "wal_autocheckpoint",
                        "temp_store",
                        "cache_spill",
                        "automatic_index",
                        "secure_delete",
                        "encoding")
                .allow("recursive_triggers", "case_sensitive_like", "reverse_unordered_selects")
                .allow("limit_length", "limit_sql_length", "limit_column", "limit_expr_depth", "limit_compound_select")
                .allow("limit_vdbe_op", "limit_function_arg", "limit_attached", "limit_like_pattern_length")
                .allow("limit_variable_number", "limit_trigger_depth", "limit_worker_threads", "limit_page_count")
                .allow("date_class", "date_precision", "date_string_format", "jdbc.get_generated_keys");
    }

    private static AllowedParameters.Builder refused(AllowedParameters.Builder names) {
        return names.refuse("enable_load_extension", "SQL text could then run any code in this process")
                .refuse("open_mode", OURS + "; mode=rw keeps a missing file from being created")
                .refuse(
                        "transaction_mode",
                        "every writing transaction begins IMMEDIATE, or it could fail at its first write")
                .refuse("jdbc.explicit_readonly", OURS + "; use a read-only transaction")
                .refuse("query_only", OURS + "; use a read-only transaction")
                .refuse("shared_cache", "readers would fail beside an open write; each connection has its own cache")
                .refuse("cache", "readers would fail beside an open write; each connection has its own cache")
                .refuse("read_uncommitted", "it works with a shared cache only, which is not allowed")
                .refuse("locking_mode", "an exclusive lock would shut out our own readers")
                .refuse("defer_foreign_keys", "it lasts for one transaction; run the pragma inside that")
                .refuse("user_version", "it would be overwritten at every connect; run the pragma once")
                .refuse("incremental_vacuum", "it would run at every connect; run the pragma when needed");
    }

    /** What this driver does not have, what goes round the locks, and what SQLite would rather not have any more. */
    private static AllowedParameters.Builder withoutSense(AllowedParameters.Builder names) {
        return names.refuse("password", "this driver cannot encrypt")
                .refuse("hexkey_mode", "this driver cannot encrypt")
                .refuse("vfs", FILE_SYSTEM)
                .refuse("nolock", FILE_SYSTEM)
                .refuse("immutable", FILE_SYSTEM)
                .refuse("psow", FILE_SYSTEM)
                .refuse("modeof", FILE_SYSTEM)
                .refuse("temp_store_directory", DEPRECATED + "; set the environment variable SQLITE_TMPDIR")
                .refuse("default_cache_size", DEPRECATED + "; use cache_size")
                .refuse("count_changes", DEPRECATED)
                .refuse("empty_result_callback", DEPRECATED)
                .refuse("full_column_names", DEPRECATED)
                .refuse("short_column_names", DEPRECATED)
                .refuse("legacy_alter_table", DEPRECATED)
                .refuse("legacy_file_format", DEPRECATED)
                .refuse("fullsync", "it is for macOS alone; use synchronous=EXTRA");
    }
}
