package dev.cormorant.migrations.internal.script;

import java.util.List;

/** Which signs belong together: {@code > =} is not {@code >=}, but {@code a=-1} is {@code a = -1}. */
final class Operators {

    private static final List<String> FIXED =
            List.of("->>", "<=>", "->", "<<", ">>", "<=", ">=", "<>", "!=", "==", "||", "&&", ":=", "::");
    private static final String POSTGRES = "+-*/<>=~!@#%^&|`?";
    private static final String MAY_END_IN_A_SIGN = "~!@#%^&|`?";

    private Operators() {}

    /** {@return where the sign or operator that begins at a place ends} */
    static int end(String script, int at, Syntax syntax) {
        if (syntax == Syntax.POSTGRES && POSTGRES.indexOf(script.charAt(at)) >= 0) {
            return ofPostgres(script, at);
        }
        return FIXED.stream()
                .filter(operator -> script.startsWith(operator, at))
                .findFirst()
                .map(operator -> at + operator.length())
                .orElse(at + 1);
    }

    /** As its manual has it ("Operators" of the lexical structure): one that ends in + or - has a sign of the second list. */
    private static int ofPostgres(String script, int at) {
        int end = at;
        boolean special = false;
        while (end < script.length()
                && POSTGRES.indexOf(script.charAt(end)) >= 0
                && !script.startsWith("--", end)
                && !script.startsWith("/*", end)) {
            special |= MAY_END_IN_A_SIGN.indexOf(script.charAt(end)) >= 0;
            end++;
        }
        while (!special && end > at + 1 && "+-".indexOf(script.charAt(end - 1)) >= 0) {
            end--;
        }
        return end;
    }
}
