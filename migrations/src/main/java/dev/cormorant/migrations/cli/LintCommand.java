package dev.cormorant.migrations.cli;

import dev.cormorant.migrations.lint.Lint;
import dev.cormorant.migrations.lint.LintFinding;
import dev.cormorant.migrations.lint.LintTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code lint}. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Looks for what is dangerous in scripts: long locks, tables written anew, what may stop half way. Opens no"
                        + " database. Ends with exit code 8 if there is something.",
        footer = {"", "A comment allows a rule for one statement:", "  -- lint:allow every-row the table has three rows"
        })
final class LintCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "DATABASE",
            description =
                    "postgres, mysql, mariadb or sqlite, with a major version behind it if you like: postgres:13.")
    private String target = "";

    @Option(
            names = "--location",
            paramLabel = "FOLDER",
            description = "Where the scripts are; without it db/migration, or src/main/resources/db/migration.")
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--base",
            paramLabel = "COMMIT",
            description =
                    "Hold the versions of new scripts against this commit of git, such as origin/main: one that is there already, or"
                            + " that comes before the highest there. Needs git on the PATH.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--json", description = "Write the findings as one JSON document.")
    private boolean json;

    LintCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Lint lint = Lint.of(LintTarget.of(target));
        Path place = place();
        List<LintFinding> findings = new ArrayList<>(lint.folder(place));
        if (base.isPresent()) {
            findings.addAll(lint.against(place, base.get()));
        }
        if (json) {
            JsonDocument.print(
                    Map.of("findings", findings.stream().map(LintCommand::json).toList()), surroundings.out());
        } else {
            print(findings);
        }
        return findings.isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private Path place() {
        Path place = folder.or(ScriptFolder::find).orElseThrow(ScriptFolder::missing);
        if (!Files.isDirectory(place)) {
            throw new RefusedException("--location " + place + " is no folder that can be read");
        }
        return place;
    }

    private static Map<String, Object> json(LintFinding finding) {
        return new TreeMap<>(Map.of(
                "rule", finding.rule(),
                "file", finding.file(),
                "line", finding.line(),
                "why", finding.why(),
                "instead", finding.instead()));
    }

    private void print(List<LintFinding> findings) {
        for (LintFinding finding : findings) {
            surroundings
                    .out()
                    .printf(
                            "%s:%d: %s: %s%n    instead: %s%n",
                            finding.file(), finding.line(), finding.rule(), finding.why(), finding.instead());
        }
        surroundings.out().println(findings.isEmpty() ? "nothing found" : findings.size() + " found");
    }
}
