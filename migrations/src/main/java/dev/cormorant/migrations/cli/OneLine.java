package dev.cormorant.migrations.cli;

/** One line for people, whatever a driver or a server put into a text. */
final class OneLine {

    private OneLine() {}

    static String of(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
