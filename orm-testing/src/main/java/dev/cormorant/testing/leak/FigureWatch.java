package dev.cormorant.testing.leak;

import java.util.List;
import java.util.function.LongSupplier;

/** A figure of the caller's that must not have grown. */
final class FigureWatch implements Watch {
    private final String name;
    private final LongSupplier figure;
    private final long before;

    FigureWatch(String name, LongSupplier figure) {
        this.name = name;
        this.figure = figure;
        this.before = figure.getAsLong();
    }

    @Override
    public List<String> left() {
        long now = figure.getAsLong();
        return now > before ? List.of(name + ": " + now + ", before: " + before) : List.of();
    }
}
