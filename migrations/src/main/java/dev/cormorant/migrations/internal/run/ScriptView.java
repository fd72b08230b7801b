package dev.cormorant.migrations.internal.run;

import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;

/** A script of which Flyway's executor is shown other statements. */
abstract class ScriptView implements SqlScript {

    final SqlScript script;

    ScriptView(SqlScript script) {
        this.script = script;
    }

    @Override
    public Collection<SqlScript> getReferencedSqlScripts() {
        return List.of();
    }

    @Override
    public LoadableResource getResource() {
        return script.getResource();
    }

    @Override
    public boolean executeInTransaction() {
        return script.executeInTransaction();
    }

    @Override
    public boolean shouldExecute() {
        return script.shouldExecute();
    }

    @Override
    public boolean placeholderReplacement() {
        return script.placeholderReplacement();
    }

    @Override
    public void validate() {
        script.validate();
    }

    @Override
    public boolean includeReferencedScriptsInChecksum() {
        return script.includeReferencedScriptsInChecksum();
    }

    @Override
    public int compareTo(SqlScript other) {
        return script.compareTo(other);
    }
}
