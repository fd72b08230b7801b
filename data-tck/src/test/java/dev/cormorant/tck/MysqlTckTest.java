package dev.cormorant.tck;

import dev.cormorant.testing.TestDatabase;
import java.util.List;

final class MysqlTckTest extends TckContract {

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.mysql();
    }

    @Override
    List<String> tables() {
        return List.of(
                "create table ascii_character (id bigint primary key, numeric_value integer not null,"
                        + " hexadecimal varchar(100) collate utf8mb4_bin, this_character varchar(100) collate utf8mb4_bin, is_control boolean not null)",
                "create table natural_number (id bigint primary key, is_odd boolean not null, num_bits_required smallint,"
                        + " num_type integer, floor_of_square_root bigint not null)",
                "create table box (box_identifier varchar(100) collate utf8mb4_bin primary key, length integer not null, width integer not null,"
                        + " height integer not null)",
                "create table coordinate (id char(36) primary key, x double not null, y real not null)",
                "create table product (product_num varchar(100) collate utf8mb4_bin primary key, name varchar(100) collate utf8mb4_bin not null, price double,"
                        + " departments text, version_num bigint not null)");
    }
}
