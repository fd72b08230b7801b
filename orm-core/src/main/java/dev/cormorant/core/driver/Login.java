package dev.cormorant.core.driver;

import dev.cormorant.core.config.Credentials;
import java.time.Duration;

/**
 * With what one physical connection is opened.
 *
 * @param credentials who logs in
 * @param timeLeft what is left of the time for connecting; at least 1 ms
 */
public record Login(Credentials credentials, Duration timeLeft) {}
