package dev.cormorant.migrations.lint;

import dev.cormorant.migrations.internal.script.ScriptParser;
import dev.cormorant.migrations.internal.script.ScriptStatement;
import dev.cormorant.migrations.internal.script.Syntax;
import dev.cormorant.migrations.lint.LintTarget.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for what is dangerous in scripts. A comment before a statement allows one rule, for a reason:
 * {@code -- lint:allow every-row the table has three rows}. Immutable and safe for all threads.
 */
public final class Lint {

    private static final Pattern ALLOWED = Pattern.compile("lint:allow\\s+([\\w-]+)\\s*(.*)", Pattern.DOTALL);
    private static final Set<String> FOLDERS = Set.of("mysql", "postgres", "sqlite");

    private final LintTarget target;

    private Lint(LintTarget target) {
        this.target = target;
    }

    /**
     * The rules of a database.
     *
     * @param target which one, and how old
     * @return a lint with its rules
     */
    public static Lint of(LintTarget target) {
        return new Lint(target);
    }

    /**
     * Looks at the scripts of a folder and the folders below it, but for those of other databases.
     *
     * @param folder where they are
     * @return what was found, by file and line; the files are named by their path below the folder
     * @throws IOException if one cannot be read as UTF-8
     */
    public List<LintFinding> folder(Path folder) throws IOException {
        List<Path> scripts = scripts(folder);
        List<LintFinding> findings = new ArrayList<>();
        Map<String, String> versions = new TreeMap<>();
        for (Path script : scripts) {
            String name = folder.relativize(script).toString().replace('\\', '/');
            version(name, versions, findings);
            findings.addAll(script(name, Files.readString(script)));
        }
        return List.copyOf(findings);
    }

    private List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .filter(file -> belongs(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Holds the versions of scripts that are new against those that a commit has, such as the branch that they are to be merged into:
     * one that is there already, or that comes before the highest there.
     *
     * @param folder where the scripts are, in a working tree of git
     * @param commit a commit or branch of the same repository, such as {@code origin/main}
     * @return what was found; rules {@code duplicate-version} and {@code out-of-order-version}
     * @throws IOException if there is no git, no repository or no such commit; the message says which
     * @throws IllegalArgumentException if that cannot be the name of a commit
     */
    public List<LintFinding> against(Path folder, String commit) throws IOException {
        List<String> base = GitBase.files(folder, commit).stream()
                .filter(name -> belongs(Path.of(name)))
                .toList();
        List<String> now = scripts(folder).stream()
                .map(script -> folder.relativize(script).toString().replace('\\', '/'))
                .toList();
        return VersionOrder.against(base, now);
    }

    private boolean belongs(Path script) {
        String own = target.product() == Product.MARIADB
                ? "mysql"
                : target.product().name().toLowerCase(Locale.ROOT);
        for (int i = 0; i < script.getNameCount() - 1; i++) {
            String folder = script.getName(i).toString().toLowerCase(Locale.ROOT);
            if (FOLDERS.contains(folder) && !folder.equals(own)) {
                return false;
            }
        }
        return true;
    }

    private static void version(String name, Map<String, String> versions, List<LintFinding> findings) {
        Optional<String> version = VersionOrder.of(name);
        if (version.isEmpty()) {
            return;
        }
        String other = versions.putIfAbsent(version.get(), name);
        if (other != null) {
            findings.add(new LintFinding(
                    "duplicate-version",
                    name,
                    1,
                    "has the version of " + other + ": only one of the two can be applied",
                    "a version of its own"));
        }
    }

    /**
     * Looks at one script.
     *
     * @param file its name, for findings
     * @param text its text
     * @return what was found, by line
     */
    public List<LintFinding> script(String file, String text) {
        LintScript script = new LintScript(ScriptParser.parse(text, syntax()));
        List<LintFinding> findings = new ArrayList<>();
        for (ScriptStatement statement : script.statements()) {
            Map<String, String> allowed = allowed(statement);
            allowed.forEach((rule, reason) -> {
                if (reason.isBlank()) {
                    findings.add(new LintFinding(
                            "allow-without-reason",
                            file,
                            statement.line(),
                            "allows " + rule + " and does not say why",
                            "a reason behind the name of the rule"));
                }
            });
            Stream.of(CommonRules.ALL, PostgresRules.ALL, MysqlRules.ALL)
                    .flatMap(List::stream)
                    .filter(rule -> rule.on().contains(target.product()))
                    .filter(rule -> !allowed.containsKey(rule.id()))
                    .filter(rule -> rule.check().finds(script, statement, target))
                    .map(rule -> new LintFinding(rule.id(), file, statement.line(), rule.why(), rule.instead()))
                    .forEach(findings::add);
        }
        return List.copyOf(findings);
    }

    private Syntax syntax() {
        return switch (target.product()) {
            case POSTGRES -> Syntax.POSTGRES;
            case MYSQL, MARIADB -> Syntax.MYSQL;
            case SQLITE -> Syntax.SQLITE;
        };
    }

    private static Map<String, String> allowed(ScriptStatement statement) {
        Map<String, String> allowed = new TreeMap<>();
        for (String comment : statement.comments()) {
            Matcher allowing = ALLOWED.matcher(comment);
            if (allowing.matches()) {
                allowed.put(allowing.group(1), allowing.group(2));
            }
        }
        return allowed;
    }
}
