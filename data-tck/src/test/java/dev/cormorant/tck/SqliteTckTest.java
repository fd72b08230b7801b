package dev.cormorant.tck;

import dev.cormorant.testing.TestDatabase;
import java.util.List;

final class SqliteTckTest extends TckContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.sqlite();
    }

    @Override
    List<String> tables() {
        return List.of(
                "create table ascii_character (id integer primary key, numeric_value integer not null,"
                        + " hexadecimal text, this_character text, is_control boolean not null)",
                "create table natural_number (id integer primary key, is_odd boolean not null, num_bits_required smallint,"
                        + " num_type integer, floor_of_square_root integer not null)",
                "create table box (box_identifier text primary key, length integer not null, width integer not null,"
                        + " height integer not null)",
                "create table coordinate (id text primary key, x real not null, y real not null)",
                "create table product (product_num text primary key, name text not null, price real,"
                        + " departments text, version_num integer not null)");
    }
}
