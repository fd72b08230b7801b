package dev.cormorant.testing.guard;

import java.util.List;

/** A test broke rules of its guard; all findings are in the message. What leaked was taken back before this was thrown. */
public final class LeakError extends AssertionError {

    private static final long serialVersionUID = 1;

    private final transient List<Finding> findings;

    LeakError(String message, List<Finding> findings) {
        super(message);
        this.findings = List.copyOf(findings);
    }

    /** {@return what was found, at least one; empty in a copy that was serialized} */
    public List<Finding> findings() {
        return findings == null ? List.of() : findings;
    }

    static LeakError of(String database, List<Finding> findings) {
        StringBuilder text = new StringBuilder()
                .append(findings.size())
                .append(findings.size() == 1 ? " finding" : " findings")
                .append(" at the end of the test on ")
                .append(database)
                .append(':');
        for (Finding finding : findings) {
            text.append("\n  ").append(finding.toString().replace("\n", "\n  "));
        }
        return new LeakError(text.toString(), findings);
    }
}
