package dev.cormorant.migrations.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of new scripts, held against a branch of a real repository. */
final class GitBaseTest {

    private static final Lint LINT = Lint.of(LintTarget.of("postgres"));

    @TempDir
    private Path folder;

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("git", "-C", folder.toString(), "-c", "user.name=test", "-c", "user.email=test@example.org"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(git.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(git.exitValue()).as(said).isZero();
    }

    private Path write(String name) throws IOException {
        Path script = folder.resolve("app/db").resolve(name);
        Files.createDirectories(script.getParent());
        return Files.writeString(script, "create table x (id int);");
    }

    private Path repository() throws IOException, InterruptedException {
        git("init", "-q", "-b", "main");
        write("V1__first.sql");
        write("V2_1__second.sql");
        write("mysql/V9__other.sql");
        Files.writeString(folder.resolve("V99__elsewhere.sql"), "");
        git("add", "-A");
        git("commit", "-q", "-m", "first");
        return folder.resolve("app/db");
    }

    @Test
    void namesNewScriptsThatAreThereAlreadyOrComeTooEarly() throws Exception {
        Path scripts = repository();
        assertThat(LINT.against(scripts, "main")).isEmpty();
        write("V3__new.sql");
        write("V10__later.sql");
        write("R__views.sql");
        assertThat(LINT.against(scripts, "main")).isEmpty();
        write("V02.01__same.sql");
        write("V1.5__early.sql");
        assertThat(LINT.against(scripts, "main"))
                .extracting(finding -> finding.rule() + " " + finding.file())
                .containsExactlyInAnyOrder(
                        "duplicate-version V02.01__same.sql", "out-of-order-version V1.5__early.sql");
        assertThat(Lint.of(LintTarget.of("mysql")).against(scripts, "main"))
                .extracting(LintFinding::rule)
                .contains("out-of-order-version");
    }

    @Test
    void seesWhatTheBaseHasGotMeanwhile() throws Exception {
        Path scripts = repository();
        git("checkout", "-q", "-b", "mine");
        git("checkout", "-q", "main");
        write("V3__theirs.sql");
        git("add", "-A");
        git("commit", "-q", "-m", "theirs");
        git("checkout", "-q", "mine");
        write("V3__mine.sql");
        assertThat(LINT.against(scripts, "main")).singleElement().satisfies(finding -> assertThat(finding.why())
                .contains("V3__theirs.sql"));
    }

    @Test
    void saysWhatGitDoesNotKnow() throws Exception {
        Path scripts = repository();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LINT.against(scripts, "nowhere"))
                .withMessageContaining("nowhere");
        assertThatIllegalArgumentException().isThrownBy(() -> LINT.against(scripts, "--upload-pack=x"));
    }

    @Test
    void saysThatThereIsNoRepository(@TempDir Path plain) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LINT.against(plain, "main"))
                .withMessageContaining("git");
    }
}
