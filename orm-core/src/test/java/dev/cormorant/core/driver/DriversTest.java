package dev.cormorant.core.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cormorant.core.config.DatabaseConfig;
import dev.cormorant.core.error.ConfigurationException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DriversTest {

    private record Provider(String name, Set<String> schemes) implements DriverProvider {
        @Override
        public Driver bind(DatabaseConfig config) {
            throw new ConfigurationException("connects to nothing");
        }
    }

    private static final DriverProvider ONE = new Provider("one", Set.of("one", "uno"));
    private static final DriverProvider TWO = new Provider("two", Set.of("two"));

    @Test
    void findsADriverByNameAndByUrl() {
        Drivers drivers = Drivers.of(List.of(ONE, TWO));

        assertThat(drivers.forScheme("UNO")).isSameAs(ONE);
        assertThat(drivers.named("two")).isSameAs(TWO);
    }

    @Test
    void listsWhatWasFoundWhenNoneFits() {
        Drivers drivers = Drivers.of(List.of(ONE, TWO));

        assertThatThrownBy(() -> drivers.forScheme("three"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no driver for jdbc:three")
                .hasMessageContaining("one (jdbc:one, jdbc:uno), two (jdbc:two)");
        assertThatThrownBy(() -> Drivers.of(List.of()).named("one"))
                .hasMessageContaining("no driver named \"one\": found none");
    }

    @Test
    void refusesTwoDriversThatClaimTheSameNamingBoth() {
        assertThatThrownBy(() -> Drivers.of(List.of(ONE, TWO, new Provider("other", Set.of("uno")))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("[uno]")
                .hasMessageContaining("one (jdbc:one, jdbc:uno) and other (jdbc:uno)");
        assertThatThrownBy(() -> Drivers.of(List.of(TWO, new Provider("two", Set.of("zwei")))))
                .hasMessageContaining("the same name");
    }
}
