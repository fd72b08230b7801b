package dev.cormorant.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.driver.Access;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextEncodingTest {

    private static final List<String> TEXTS = List.of("", "Köln", "a\0b", "\uD83E\uDD9C", "x".repeat(5_000));

    @TempDir
    Path folder;

    private SqliteConnection open(String name) throws SQLException {
        return new SqliteConnection(folder.resolve(name).toString(), new Properties(), Access.WRITE, 2);
    }

    private static List<@Nullable String> read(Connection connection, String sql) throws SQLException {
        List<@Nullable String> read = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read.add(SqliteColumns.ALL.read(rows, 1, String.class));
            }
        }
        return read;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, true", "UTF-16le, false", "UTF-16be, false"})
    void readsTextInEachEncoding(String encoding, boolean utf8) throws SQLException {
        try (SqliteConnection early = open("a.db");
                SqliteConnection writer = open("a.db")) {
            assertThat(read(early, "select 'Ü'")).as("nothing is settled yet").containsExactly("Ü");
            assertThat(early.isUtf8()).isFalse();
            run(writer, "pragma encoding = '" + encoding + "'");
            run(writer, "create table word (id integer primary key, text text)");
            for (String text : TEXTS) {
                try (PreparedStatement insert = writer.prepareStatement("insert into word (text) values (?)")) {
                    insert.setString(1, text);
                    insert.executeUpdate();
                }
            }
            for (SqliteConnection each : List.of(writer, early)) {
                assertThat(read(each, "select text from word order by id")).isEqualTo(TEXTS);
                assertThat(each.isUtf8()).isEqualTo(utf8);
                assertThat(read(each, "select upper(text) || 'é' from word where id = 2"))
                        .containsExactly("KöLNé");
                assertThat(read(each, "select nullif(text, '') from word where id = 1"))
                        .containsOnlyNulls();
            }
        }
    }
}
