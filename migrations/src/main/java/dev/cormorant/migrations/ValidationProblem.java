package dev.cormorant.migrations;

import java.util.Optional;

/**
 * A script and the history that do not agree.
 *
 * @param version its version; empty for a repeatable one
 * @param script its path below its location; empty if only the history knows it
 * @param reason what is wrong, and what could be done; one or more lines
 * @param change what was changed in the script after it was applied; empty if something else is wrong
 */
public record ValidationProblem(
        Optional<String> version, String script, String reason, Optional<ScriptChange> change) {}
