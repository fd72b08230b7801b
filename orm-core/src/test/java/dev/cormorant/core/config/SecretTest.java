package dev.cormorant.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.Serializable;
import org.junit.jupiter.api.Test;

final class SecretTest {
    @Test
    void showsItsValueOnlyWhenAskedToRevealIt() {
        Secret secret = Secret.of("s3cr3t-Canary!");
        assertThat(secret).hasToString("Secret[***]");
        assertThat(secret.reveal()).isEqualTo("s3cr3t-Canary!");
        assertThat(secret.isPresent()).isTrue();
    }

    @Test
    void tellsNoSecretFromAnEmptyOne() {
        assertThat(Secret.none().isPresent()).isFalse();
        assertThat(Secret.none()).hasToString("Secret[none]").isNotEqualTo(Secret.of(""));
        assertThat(Secret.of("").isPresent()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> Secret.none().reveal());
    }

    @Test
    void isEqualByValue() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"));
        assertThat(Secret.of("a")).isNotEqualTo(Secret.of("b")).isNotEqualTo("a");
    }

    @Test
    void cannotBeSerialized() {
        assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
    }
}
