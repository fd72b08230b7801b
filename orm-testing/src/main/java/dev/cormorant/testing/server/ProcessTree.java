package dev.cormorant.testing.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process with its children; PostgreSQL serves each client in a process of its own, so only all together are the server.
 *
 * @param root the process that was started
 */
record ProcessTree(ProcessHandle root) {

    /** Freezes all processes, the root first so that it starts no more of them. */
    void pause() throws IOException {
        signal("STOP", List.of(root));
        signal("STOP", root.descendants().toList());
    }

    /** Lets frozen processes go on. */
    void resume() throws IOException {
        signal("CONT", members());
    }

    /** Kills all processes at once and waits until they are gone. */
    void kill() throws IOException {
        if (root.isAlive()) {
            signal("STOP", List.of(root));
        }
        List<ProcessHandle> members = members();
        members.forEach(ProcessHandle::destroyForcibly);
        if (!await(members, Duration.ofSeconds(20))) {
            throw new IOException("processes " + members + " did not end when killed");
        }
    }

    /** {@return whether all processes ended in time after the root was sent a signal} */
    boolean stop(String signal, Duration limit) throws IOException {
        List<ProcessHandle> members = members();
        signal(signal, List.of(root));
        return await(members, limit);
    }

    private List<ProcessHandle> members() {
        List<ProcessHandle> members = new ArrayList<>(root.descendants().toList());
        members.add(root);
        return members;
    }

    private static boolean await(List<ProcessHandle> processes, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (!processes.stream().allMatch(ProcessTree::hasEnded)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(5);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the end of " + processes);
        }
    }

    /** A zombie has ended too: in a container the first process often does not collect the orphans that it gets. */
    private static boolean hasEnded(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String state = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return state.substring(state.lastIndexOf(')') + 1).strip().startsWith("Z");
        } catch (IOException e) {
            // Gone between the two looks, or no /proc here; the next round tells.
            return false;
        }
    }

    /** Sends a signal with the shell's own {@code kill}: the program of that name is missing from small machines. */
    private static void signal(String name, List<ProcessHandle> processes) throws IOException {
        if (processes.isEmpty()) {
            return;
        }
        StringBuilder script = new StringBuilder("kill -" + name);
        processes.forEach(process -> script.append(' ').append(process.pid()));
        // A child that ended in between makes kill fail, and that is as good as signalled.
        Command.of(Path.of("/"), "sh", "-c", script.toString()).run();
    }
}
