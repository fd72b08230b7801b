package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.MigrationProgress;
import dev.cormorant.migrations.Migrator;
import java.io.PrintWriter;

/** How far a run has come, on one line of the terminal that is drawn over, and gone at the end; nothing where there is no terminal. */
final class ProgressLine implements AutoCloseable {

    private static final int WIDEST = 79;
    private static final String BACK_AND_ERASE = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean draws;
    private boolean drawn;

    ProgressLine(Surroundings surroundings) {
        this.err = surroundings.err();
        this.draws = surroundings.drawsBars();
    }

    Migrator addTo(Migrator migrator) {
        return draws ? migrator.listener(this::show) : migrator;
    }

    /** Draws a text, if anything is drawn. */
    void show(String text) {
        if (draws) {
            draw(text);
        }
    }

    private void show(MigrationProgress progress) {
        switch (progress.step()) {
            case SCRIPT_BEGUN -> draw(progress.script());
            case STATEMENT_BEGUN ->
                draw(progress.script() + ": statement " + progress.statement() + " of " + progress.statements());
            case SCRIPT_ENDED, SCRIPT_FAILED -> close();
        }
    }

    private void draw(String text) {
        drawn = true;
        err.print(BACK_AND_ERASE + (text.length() > WIDEST ? "…" + text.substring(text.length() - WIDEST + 1) : text));
        err.flush();
    }

    /** Erases the line. */
    @Override
    public void close() {
        if (drawn) {
            drawn = false;
            err.print(BACK_AND_ERASE);
            err.flush();
        }
    }
}
