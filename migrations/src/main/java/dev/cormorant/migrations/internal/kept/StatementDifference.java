package dev.cormorant.migrations.internal.kept;

import java.util.Optional;

/**
 * A statement that is not what it was. At least one of the two is there.
 *
 * @param before as it was applied; empty for a new one
 * @param after as it is; empty for one that is gone
 */
public record StatementDifference(Optional<KeptStatement> before, Optional<KeptStatement> after) {}
