package dev.cormorant.sqlite;

import dev.cormorant.core.error.ConfigurationException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which values a parameter takes. Whatever passes is plain words and numbers, so that it can stand in a pragma.
 *
 * @param pattern what the value must match, capital or small letters apart
 * @param words the same for people
 */
record ParameterValue(Pattern pattern, String words) {

    private static final ParameterValue BOOLEAN = oneOf("true", "false", "on", "off", "1", "0");
    private static final ParameterValue NUMBER = new ParameterValue(Pattern.compile("-?[0-9]{1,15}"), "a whole number");
    private static final ParameterValue FORMAT =
            new ParameterValue(Pattern.compile("[A-Za-z0-9 :.,/_'+-]{1,40}"), "a date format");

    private static final Map<String, ParameterValue> OTHERS = Map.ofEntries(
            Map.entry("journal_mode", oneOf("WAL", "DELETE", "TRUNCATE", "PERSIST")),
            Map.entry("synchronous", oneOf("NORMAL", "FULL", "EXTRA", "1", "2", "3")),
            Map.entry("busy_timeout", new ParameterValue(Pattern.compile("[0-5]?[0-9]{1,5}|600000"), "0 to 600000")),
            Map.entry("mode", new ParameterValue(Pattern.compile("rwc|rw|memory"), "rwc, rw, memory")),
            Map.entry("temp_store", oneOf("DEFAULT", "FILE", "MEMORY", "0", "1", "2")),
            Map.entry("encoding", oneOf("UTF-8", "UTF-16", "UTF-16le", "UTF-16be")),
            Map.entry("secure_delete", oneOf("true", "false", "fast")),
            Map.entry("date_class", oneOf("INTEGER", "TEXT", "REAL")),
            Map.entry("date_precision", oneOf("SECONDS", "MILLISECONDS")),
            Map.entry("date_string_format", FORMAT),
            Map.entry("foreign_keys", BOOLEAN),
            Map.entry("automatic_index", BOOLEAN),
            Map.entry("recursive_triggers", BOOLEAN),
            Map.entry("case_sensitive_like", BOOLEAN),
            Map.entry("reverse_unordered_selects", BOOLEAN),
            Map.entry("jdbc.get_generated_keys", BOOLEAN));

    private static ParameterValue oneOf(String... values) {
        String alternatives =
                String.join("|", List.of(values).stream().map(Pattern::quote).toList());
        return new ParameterValue(Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE), String.join(", ", values));
    }

    /**
     * Refuses a value that the parameter does not take.
     *
     * @throws ConfigurationException naming the parameter and what is allowed
     */
    static void check(String name, String value) {
        ParameterValue allowed = OTHERS.getOrDefault(name, NUMBER);
        if (!allowed.pattern.matcher(value).matches()) {
            throw new ConfigurationException(String.format(
                    Locale.ROOT,
                    "the SQLite URL parameter or driver property \"%s\" has a value that is not allowed: allowed: %s",
                    name,
                    allowed.words));
        }
    }
}
