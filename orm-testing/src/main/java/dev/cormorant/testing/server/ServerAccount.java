package dev.cormorant.testing.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The account of the machine under which a server's programs run.
 *
 * @param prefix the words before each command that switch to it; empty for the account of this JVM
 * @param owner the account that must own the server's files, where it is not the one of this JVM
 */
record ServerAccount(List<String> prefix, Optional<String> owner) {
    private static final String NOBODY = "nobody";

    /** Three ways for root to run PostgreSQL, which refuses root; the first one needs no other owner of the files. */
    static final List<ServerAccount> NOT_ROOT = List.of(
            new ServerAccount(List.of("unshare", "-U"), Optional.empty()),
            new ServerAccount(
                    List.of("setpriv", "--reuid", NOBODY, "--regid", "65534", "--clear-groups"), Optional.of(NOBODY)),
            new ServerAccount(List.of("runuser", "-u", NOBODY, "--"), Optional.of(NOBODY)));

    static ServerAccount ofThisJvm() {
        return new ServerAccount(List.of(), Optional.empty());
    }

    /**
     * {@return the account of this JVM, or for root the first way that works here to be somebody else}
     *
     * @param ways what root may try, in order
     */
    static ServerAccount notRoot(List<ServerAccount> ways) throws RefusedException {
        if (!jvmIsRoot()) {
            return ofThisJvm();
        }
        for (ServerAccount way : ways) {
            if (way.works()) {
                return way;
            }
        }
        throw new RefusedException(
                "PostgreSQL does not run as root, and neither unshare, setpriv nor runuser works here");
    }

    /** {@return the command as it has to be started to run under this account} */
    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return List.copyOf(whole);
    }

    /** Makes a folder usable by the account. */
    void own(Path folder) throws IOException {
        if (owner.isPresent()) {
            new FileTree(folder).giveTo(owner.get());
        }
    }

    static boolean jvmIsRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            // No /proc, so not Linux, where alone our servers run; the name is the next best sign.
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private boolean works() {
        try {
            return Command.of(Path.of("/"), command(List.of("true")).toArray(String[]::new))
                    .run()
                    .succeeded();
        } catch (IOException e) {
            // A way that hangs or cannot be started is a way that does not work; the next one is tried.
            return false;
        }
    }
}
