package dev.cormorant.migrations.lint;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks git which files a commit has, with a bound on the time and on what it says. */
final class GitBase {

    private static final int SECONDS = 20;
    private static final long MOST_BYTES = 16_000_000;

    private GitBase() {}

    /**
     * The files of a folder in a commit.
     *
     * @param folder the folder, inside a working tree
     * @param commit the commit, as git takes it
     * @return their paths below the folder
     */
    static List<String> files(Path folder, String commit) throws IOException {
        if (commit.isBlank() || commit.startsWith("-")) {
            throw new IllegalArgumentException(
                    "a base is a commit or a branch of git, such as origin/main, not " + commit);
        }
        Path out = Files.createTempFile("cormorant-git", ".txt");
        Path err = Files.createTempFile("cormorant-git", ".txt");
        try {
            int exitCode = run(
                    List.of("git", "-C", folder.toString(), "ls-tree", "-r", "-z", "--name-only", commit, "--", "."),
                    out.toFile(),
                    err.toFile());
            if (exitCode != 0) {
                throw new IOException("git does not know the files of " + commit + " in " + folder + ": " + head(err));
            }
            return Arrays.stream(head(out).split("\0"))
                    .filter(name -> !name.isEmpty())
                    .toList();
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static int run(List<String> command, File out, File err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectOutput(out)
                .redirectError(err)
                .redirectInput(ProcessBuilder.Redirect.from(
                        new File(System.getProperty("os.name").startsWith("Win") ? "NUL" : "/dev/null")));
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        Process git;
        try {
            git = builder.start();
        } catch (IOException missing) {
            throw new IOException(
                    "versions are held against a base by git, which cannot be started: " + missing.getMessage(),
                    missing);
        }
        try {
            if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("git has not answered within " + SECONDS + " s");
            }
            return git.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while git was asked");
        } finally {
            git.destroyForcibly();
        }
    }

    private static String head(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException("git lists more than " + MOST_BYTES + " bytes of file names");
        }
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
