package dev.cormorant.migrations.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTokensTest {

    private static final String PLAIN = "create table shelf (id int, label text default 'It''s')";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE Shelf(id INT,label TEXT DEFAULT 'It''s')",
                "create table \"shelf\" ([id] int, `label` text default 'It''s')",
                "create table shelf ( -- by hand\n  id int, /* the, label */ label text default 'It''s'\r\n)"
            })
    void layoutCommentsCaseAndNeedlessQuotesMakeNoDifference(String sql) {
        assertThat(SqlTokens.of(sql)).isEqualTo(SqlTokens.of(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table shelf (id int, label text default 'it''s')",
                "create table shelf (id int, label text default 'It''s ')",
                "create table shelf (id bigint, label text default 'It''s')",
                "create table shelf (\"i d\" int, label text default 'It''s')"
            })
    void whatMattersMakesADifference(String sql) {
        assertThat(SqlTokens.of(sql)).isNotEqualTo(SqlTokens.of(PLAIN));
    }

    @Test
    void endsAtTextThatIsCutOff() {
        assertThat(SqlTokens.of("select 'cut")).containsExactly("select", "'cut");
        assertThat(SqlTokens.of("select /* cut")).containsExactly("select");
        assertThat(SqlTokens.of("select \"")).hasSize(2);
    }
}
