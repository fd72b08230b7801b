package dev.cormorant.sql.internal.run;

import java.lang.StackWalker.StackFrame;
import java.util.Set;

/** The line of the caller's code that called us: one frame, which is far cheaper than a stack trace. */
final class CallSite {

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> FACADE =
            Set.of("dev.cormorant.sql.Orm", "dev.cormorant.sql.Reading", "dev.cormorant.sql.Writing");
    private static final String INTERNAL = "dev.cormorant.sql.internal.";

    private CallSite() {}

    static String find() {
        return WALKER.walk(frames -> frames.filter(CallSite::isForeign)
                .findFirst()
                .map(StackFrame::toString)
                .orElse("an unknown place"));
    }

    private static boolean isForeign(StackFrame frame) {
        String name = frame.getClassName();
        return !FACADE.contains(name) && !name.startsWith(INTERNAL);
    }
}
