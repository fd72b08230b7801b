package dev.cormorant.testing.contract;

import dev.cormorant.core.Database;
import dev.cormorant.testing.DatabaseKind;
import java.util.ArrayList;
import java.util.List;

/** A schema with an object of each kind, and for each kind what somebody changes by hand. */
final class EveryKindOfObject {

    private static final String SCRIPTS = "classpath:dev/cormorant/testing/contract/";

    /**
     * A change by hand.
     *
     * @param title kind and name of the object that differs after it
     * @param statements what is run
     */
    record HandChange(String title, List<String> statements) {
        HandChange(String title, String... statements) {
            this(title, List.of(statements));
        }
    }

    private EveryKindOfObject() {}

    /** {@return where its scripts are} */
    static String[] locations(DatabaseKind kind) {
        return kind == DatabaseKind.MARIADB
                ? new String[] {SCRIPTS + "catalog", SCRIPTS + "mariadb"}
                : new String[] {SCRIPTS + "catalog"};
    }

    /** {@return one change for each kind, to be made one after the other} */
    static List<HandChange> changes(Database database, DatabaseKind kind) {
        List<HandChange> changes = new ArrayList<>(changes(kind));
        if (kind == DatabaseKind.MARIADB || (kind == DatabaseKind.MYSQL && keepsChecks(database))) {
            changes.add(new HandChange("check city.pop_positive", "alter table city drop constraint pop_positive"));
        }
        return changes;
    }

    /** Before 8.0.16 MySQL reads a check and forgets it. */
    private static boolean keepsChecks(Database database) {
        return !database.server().version().matches("(5|8\\.0\\.([0-9]|1[0-5])(\\D|$)).*");
    }

    private static List<HandChange> changes(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRES -> postgres();
            case SQLITE -> sqlite();
            case MYSQL -> mysql();
            case MARIADB -> {
                List<HandChange> changes = new ArrayList<>(mysql());
                changes.add(new HandChange("sequence counter", "alter sequence counter increment 2"));
                yield changes;
            }
        };
    }

    private static List<HandChange> postgres() {
        List<HandChange> changes = new ArrayList<>(postgresTables());
        changes.addAll(List.of(
                new HandChange("schema third", "create schema third"),
                new HandChange("type mood", "alter type mood add value 'glad'"),
                new HandChange("type positive", "alter domain positive add constraint small check (value < 1000)"),
                new HandChange("type pair", "alter type pair add attribute three int"),
                new HandChange("sequence counter", "alter sequence counter increment 2"),
                new HandChange("statistics shelf_stats", "drop statistics shelf_stats"),
                new HandChange("view labels", "create or replace view labels as select label from shelf where id > 1"),
                new HandChange("materialized view cities", "drop materialized view cities"),
                new HandChange(
                        "function twice(n bigint)",
                        "create or replace function twice(n bigint) returns bigint language sql as 'select n + n'"),
                new HandChange("function total(bigint)", "drop aggregate total(bigint)"),
                new HandChange("procedure nothing()", "drop procedure nothing()"),
                new HandChange("trigger shelf.shelf_changed", "alter table shelf disable trigger shelf_changed"),
                new HandChange("rule city.city_kept", "drop rule city_kept on city"),
                new HandChange("policy shelf.seen", "drop policy seen on shelf")));
        return changes;
    }

    private static List<HandChange> postgresTables() {
        return List.of(
                new HandChange("table by_hand", "create table by_hand (id bigint)"),
                new HandChange("table shelf", "alter table shelf set (fillfactor = 50)"),
                new HandChange("table log_old", "alter table log detach partition log_old"),
                new HandChange("column shelf.label", "alter table shelf alter column label set default 'none'"),
                new HandChange("column city.name", "alter table city alter column name drop not null"),
                new HandChange("column shelf.extra", "alter table shelf add column extra int"),
                new HandChange("primary key other.note.note_pkey", "alter table other.note drop constraint note_pkey"),
                new HandChange("unique city.name_unique", "alter table city drop constraint name_unique"),
                new HandChange("foreign key shelf.shelf_city", "alter table shelf drop constraint shelf_city"),
                new HandChange("check city.id_positive", "alter table city drop constraint id_positive"),
                new HandChange("exclusion shelf.no_overlap", "alter table shelf drop constraint no_overlap"),
                new HandChange("index shelf.shelf_label", "drop index shelf_label"));
    }

    private static List<HandChange> mysql() {
        return List.of(
                new HandChange("table by_hand", "create table by_hand (id bigint)"),
                new HandChange("table city", "alter table city comment 'towns'"),
                new HandChange("column shelf.label", "alter table shelf modify label varchar(60)"),
                new HandChange("column city.extra", "alter table city add extra int after id"),
                new HandChange("partition log.old", "alter table log drop partition old"),
                new HandChange("primary key log.PRIMARY", "alter table log add primary key (id, year)"),
                new HandChange("unique city.name_unique", "alter table city drop index name_unique"),
                new HandChange("foreign key shelf.shelf_city", "alter table shelf drop foreign key shelf_city"),
                new HandChange("index shelf.shelf_label", "drop index shelf_label on shelf"),
                new HandChange("view labels", "create or replace view labels as select label from shelf where id > 1"),
                new HandChange("function twice", "drop function twice"),
                new HandChange(
                        "procedure nothing",
                        "drop procedure nothing",
                        "create procedure nothing(in n bigint, out m int) set m = n"),
                new HandChange("trigger shelf.shelf_changed", "drop trigger shelf_changed"),
                new HandChange("event tidy", "alter event tidy disable"));
    }

    private static List<HandChange> sqlite() {
        String city =
                "create table city (id integer primary key, name text not null default 'x' collate nocase, pop int,"
                        + " twice int generated always as (pop * 2) stored";
        List<HandChange> changes = new ArrayList<>(List.of(
                new HandChange("table by_hand", "create table by_hand (id bigint)"),
                new HandChange("table page", "drop table page", "create virtual table page using fts5(title)"),
                new HandChange(
                        "unique city.name_unique",
                        "drop table city",
                        city + ", constraint pop_positive check (pop > 0))"),
                new HandChange("check city.pop_positive", "drop table city", city + ")"),
                new HandChange("column city.extra", "alter table city add column extra text"),
                new HandChange("view labels", "drop view labels"),
                new HandChange("trigger shelf.shelf_changed", "drop trigger shelf_changed")));
        changes.addAll(sqliteShelf());
        return changes;
    }

    private static List<HandChange> sqliteShelf() {
        String shelf = "create table shelf (id integer not null, city int, label text";
        return List.of(
                new HandChange(
                        "index shelf.shelf_label",
                        "drop index shelf_label",
                        "create unique index shelf_label on shelf (label)"),
                new HandChange(
                        "foreign key shelf.shelf_city",
                        "drop table shelf",
                        shelf + ", constraint shelf_key primary key (id)) strict"),
                new HandChange("primary key shelf.shelf_key", "drop table shelf", shelf + ") strict"),
                new HandChange("column shelf.label", "drop table shelf", shelf + " collate nocase) strict"));
    }
}
