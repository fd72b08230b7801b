package dev.cormorant.migrations;

/** The part of two texts around their first difference. */
final class Excerpt {

    private static final int BEFORE = 50;
    private static final int LONGEST = 160;

    private Excerpt() {}

    /** {@return where two texts differ first} */
    static int difference(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** {@return at most 160 characters of a text around a place, on one line} */
    static String around(String text, int place) {
        int from = Math.max(0, Math.min(place - BEFORE, text.length() - LONGEST));
        int room = LONGEST - (from > 0 ? 1 : 0);
        boolean whole = text.length() - from <= room;
        String part = text.substring(from, whole ? text.length() : from + room - 1);
        return ((from > 0 ? "…" : "") + part + (whole ? "" : "…")).replaceAll("[\\r\\n\\t]", " ");
    }
}
