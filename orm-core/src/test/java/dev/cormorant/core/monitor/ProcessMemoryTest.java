package dev.cormorant.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessMemoryTest {

    private static final long MIB = 1024 * 1024;

    @TempDir
    Path root;

    @BeforeEach
    void aMachineOfOneGigabyte() throws IOException {
        write("proc/self/status", "Name:\tjava\nVmHWM:\t   90000 kB\nVmRSS:\t   61440 kB\n");
        write("proc/meminfo", "MemTotal:        1048576 kB\nMemFree:          100000 kB\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private MemorySample read() {
        return new ProcessMemory(root).read();
    }

    @Test
    void readsWhatIsResidentAndTheMemoryOfTheMachine() {
        assertThat(read().resident()).hasValue(60 * MIB);
        assertThat(read().limit()).hasValue(1024 * MIB);
        assertThat(read().heapUsed()).isPositive().isLessThanOrEqualTo(read().heapMax());
    }

    @Test
    void takesTheSmallestLimitOfTheGroupsAbove() throws IOException {
        write("proc/self/cgroup", "0::/system.slice/app.service\n");
        write("sys/fs/cgroup/system.slice/app.service/memory.max", "max\n");
        write("sys/fs/cgroup/system.slice/memory.max", "536870912\n");
        assertThat(read().limit()).hasValue(512 * MIB);
    }

    @Test
    void seesItsOwnGroupAsTheRootOfAContainer() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "268435456\n");
        assertThat(read().limit()).hasValue(256 * MIB);
    }

    @Test
    void readsTheFirstVersionOfControlGroups() throws IOException {
        write("proc/self/cgroup", "12:pids:/docker/a\n5:memory:/docker/a\n1:name=systemd:/docker/a\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "134217728\n");
        assertThat(read().limit()).hasValue(128 * MIB);
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        assertThat(read().limit()).hasValue(1024 * MIB);
    }

    @Test
    void doesWithoutOnOtherSystems() throws IOException {
        Files.delete(root.resolve("proc/self/status"));
        Files.delete(root.resolve("proc/meminfo"));
        assertThat(read().resident()).isEqualTo(OptionalLong.empty());
        assertThat(read().limit()).isEqualTo(OptionalLong.empty());
    }
}
