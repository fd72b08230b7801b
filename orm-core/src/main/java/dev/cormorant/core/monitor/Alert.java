package dev.cormorant.core.monitor;

import java.time.Instant;

/**
 * Something that somebody should look at. Raised once when it begins; again only after it has ended.
 *
 * @param kind what it is about
 * @param message what was seen, with the limit; holds no value and no secret
 * @param at when it was seen
 */
public record Alert(AlertKind kind, String message, Instant at) {}
