/** The SQLite driver: files with one writer and many readers, and databases in memory. */
module dev.cormorant.sqlite {
    requires transitive dev.cormorant.core;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires static org.jspecify;

    exports dev.cormorant.sqlite;

    provides dev.cormorant.core.driver.DriverProvider with
            dev.cormorant.sqlite.SqliteDriverProvider;
}
