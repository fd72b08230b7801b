package dev.cormorant.testing.server;

import java.util.Optional;

/** Why one way to a server was not taken; the message is one line that makes sense to a developer. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String reason) {
        super(oneLine(reason));
    }

    RefusedException(String reason, Throwable cause) {
        super(oneLine(reason + ": " + describe(cause)), cause);
    }

    /** {@return the reason, always a single line} */
    String reason() {
        return Optional.ofNullable(getMessage()).orElse("unknown");
    }

    private static String describe(Throwable cause) {
        return Optional.ofNullable(cause.getMessage())
                .filter(text -> !text.isBlank())
                .orElse(cause.getClass().getSimpleName());
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " / ");
    }
}
