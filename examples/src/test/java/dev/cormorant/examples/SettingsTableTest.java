package dev.cormorant.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.config.Preset;
import dev.cormorant.core.config.Setting;
import dev.cormorant.core.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of the settings is that of the code: key, the defaults of each preset, range, aliases and words. */
final class SettingsTableTest {

    private static final String URL = "jdbc:sqlite:cities.db";

    private static String row(Setting<?> setting) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        setting.key(),
                        Stream.of(Preset.PRODUCTION, Preset.DEVELOPMENT, Preset.TEST)
                                .map(preset -> shown(setting, preset))
                                .collect(Collectors.joining(" | ")),
                        setting.range().replace("|", "\\|"),
                        setting.aliases().stream()
                                .map(alias -> "`" + alias + "`")
                                .collect(Collectors.joining(", ")),
                        setting.description());
    }

    /** What identifies a database has no default to show. */
    private static String shown(Setting<?> setting, Preset preset) {
        return List.of("url", "user", "password", "name", "preset").contains(setting.key())
                ? ""
                : setting.shownIn(DatabaseConfig.of(URL, preset)).orElse("");
    }

    @Test
    void standInTheReferenceAsTheyStandInTheCode() throws IOException {
        List<String> reference = Files.readAllLines(Path.of("..", "docs", "settings.md"));
        List<String> rows = Settings.all().stream().map(SettingsTableTest::row).toList();

        assertThat(rows).hasSizeGreaterThan(40);
        assertThat(reference).containsSequence(rows);
    }
}
