package dev.cormorant.migrations.internal.run;

import dev.cormorant.migrations.internal.journal.BatchTable;
import dev.cormorant.migrations.internal.script.Syntax;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Tells how the scripts of one run go on, and notes with each that it belongs to this run, in its own transaction where it has one. */
public final class RunCallback implements Callback {

    private final Syntax syntax;
    private final Optional<String> schema;
    private final ScriptProgress progress;
    private boolean tableIsThere;
    private int batch;

    /**
     * For one run.
     *
     * @param syntax how the database reads
     * @param schema where the table of the runs is; empty for the current schema of the connection
     * @param progress who is told
     */
    public RunCallback(Syntax syntax, Optional<String> schema, ScriptProgress progress) {
        this.syntax = syntax;
        this.schema = schema;
        this.progress = progress;
    }

    /** {@return the callbacks of a run, and this one after them} */
    public Callback[] after(Callback[] others) {
        Callback[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = this;
        return all;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE
                || event == Event.AFTER_EACH_MIGRATE_ERROR;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        String script = context.getMigrationInfo().getScript();
        try {
            if (event == Event.BEFORE_EACH_MIGRATE) {
                makeTable(context);
                progress.script(ScriptProgress.Step.BEGUN, script);
            } else if (event == Event.AFTER_EACH_MIGRATE) {
                table(context).write(script, batch);
                progress.script(ScriptProgress.Step.ENDED, script);
            } else {
                progress.script(ScriptProgress.Step.FAILED, script);
            }
        } catch (SQLException failed) {
            throw new FlywayException("the run of " + script + " cannot be noted: " + failed.getMessage(), failed);
        }
    }

    private BatchTable table(Context context) throws SQLException {
        return BatchTable.on(context.getConnection(), syntax, schema);
    }

    /** Before the script, since making a table commits on MySQL. */
    private void makeTable(Context context) throws SQLException {
        if (!tableIsThere) {
            BatchTable table = table(context);
            table.create();
            batch = table.last() + 1;
            tableIsThere = true;
        }
    }

    @Override
    public String getCallbackName() {
        return "cormorant";
    }
}
