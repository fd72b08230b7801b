package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingValuesTest {

    @Test
    void knowWhereEachSettingStands() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:postgresql://host/base")
                .withUser("clerk")
                .withPassword("secret");
        List<String> unset = new ArrayList<>();
        for (Setting<?> setting : Settings.all()) {
            if (setting.shownIn(config).isEmpty()) {
                unset.add(setting.key());
            }
        }
        assertThat(unset).containsExactly("preset");
    }

    @Test
    void refuseAKeyThatIsNone() {
        DatabaseConfig config = DatabaseConfig.of("jdbc:sqlite:a.db");
        for (String key : List.of("pool.none", "statement.none", "leak.none", "none")) {
            assertThatThrownBy(() -> SettingValues.in(config, key)).hasMessage("there is no setting " + key);
        }
    }
}
