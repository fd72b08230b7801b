package com.example.library;

import dev.cormorant.testing.DatabaseKind;
import dev.cormorant.testing.junit.OrmTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Runs a test class on each database, each test on a clean one with the tables of the migrations. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@OrmTest(
        databases = {DatabaseKind.SQLITE, DatabaseKind.POSTGRES, DatabaseKind.MYSQL, DatabaseKind.MARIADB},
        migrations = "classpath:db/migration")
@interface OnAllDatabases {}
