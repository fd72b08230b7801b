package dev.cormorant.tck;

import dev.cormorant.testing.TestDatabase;
import java.util.List;

final class PostgresTckTest extends TckContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgres();
    }

    @Override
    List<String> tables() {
        return List.of(
                "create table ascii_character (id bigint primary key, numeric_value integer not null,"
                        + " hexadecimal text, this_character text, is_control boolean not null)",
                "create table natural_number (id bigint primary key, is_odd boolean not null, num_bits_required smallint,"
                        + " num_type integer, floor_of_square_root bigint not null)",
                "create table box (box_identifier text primary key, length integer not null, width integer not null,"
                        + " height integer not null)",
                "create table coordinate (id uuid primary key, x double precision not null, y real not null)",
                "create table product (product_num text primary key, name text not null, price double precision,"
                        + " departments text, version_num bigint not null)");
    }
}
