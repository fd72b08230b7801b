package dev.cormorant.migrations;

import dev.cormorant.migrations.internal.run.ScriptProgress;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on how far a run has come; what a listener throws stops no migration. */
final class Listening implements ScriptProgress {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Consumer<? super MigrationProgress> listener;

    Listening(Consumer<? super MigrationProgress> listener) {
        this.listener = listener;
    }

    @Override
    public void script(Step step, String script) {
        MigrationProgress.Step told =
                switch (step) {
                    case BEGUN -> MigrationProgress.Step.SCRIPT_BEGUN;
                    case ENDED -> MigrationProgress.Step.SCRIPT_ENDED;
                    case FAILED -> MigrationProgress.Step.SCRIPT_FAILED;
                };
        tell(new MigrationProgress(told, script, 0, 0));
    }

    @Override
    public void statement(String script, int number, int count) {
        tell(new MigrationProgress(MigrationProgress.Step.STATEMENT_BEGUN, script, number, count));
    }

    private void tell(MigrationProgress progress) {
        try {
            listener.accept(progress);
        } catch (RuntimeException failed) {
            LOG.warn("the listener of migrations has failed at {}", progress, failed);
        }
    }
}
