package dev.cormorant.migrations.cli;

/** What the process ends with. Signals have codes of their own: 130 for Ctrl-C, 143 for a kill. */
final class ExitCode {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int PENDING = 3;
    static final int INVALID = 4;
    static final int DRIFT = 5;
    static final int LOCKED = 6;
    static final int UNREACHABLE = 7;
    static final int FINDINGS = 8;

    private ExitCode() {}
}
