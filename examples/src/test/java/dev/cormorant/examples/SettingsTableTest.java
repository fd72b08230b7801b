package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Setting;
import dev.cormorant.core.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The settings in the README are those of the code: key, default, range and words. */
final class SettingsTableTest {

    private static final DatabaseConfig DEFAULTS = DatabaseConfig.of("jdbc:sqlite:cities.db");

    private static String row(Setting<?> setting) {
        return "| `%s` | %s | %s | %s |"
                .formatted(setting.key(), shown(setting), setting.range().replace("|", "\\|"), setting.description());
    }

    /** What identifies a database has no default to show. */
    private static String shown(Setting<?> setting) {
        return List.of("url", "user", "password", "name", "preset").contains(setting.key())
                ? ""
                : setting.shownIn(DEFAULTS).orElse("");
    }

    @Test
    void standInTheReadmeAsTheyStandInTheCode() throws IOException {
        List<String> readme = Files.readAllLines(Path.of("..", "README.md"));
        List<String> rows = Settings.all().stream().map(SettingsTableTest::row).toList();

        assertThat(rows).hasSizeGreaterThan(20);
        assertThat(readme).containsSequence(rows);
    }
}
