package dev.cormorant.sql.internal.export;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is there whole or not at all: another one beside it is written, and takes its name at the end. */
final class FileTarget implements Target {

    private final Path file;
    private final boolean replace;
    private final Path part;
    private final FileChannel channel;
    private final StreamTarget stream;

    private FileTarget(Path file, boolean replace, Path part, FileChannel channel) {
        this.file = file;
        this.replace = replace;
        this.part = part;
        this.channel = channel;
        this.stream = new StreamTarget(Channels.newOutputStream(channel));
    }

    /**
     * Begins one.
     *
     * @param named the file
     * @param replace whether it may be there
     * @return nothing written yet
     * @throws IOException if the file beside it cannot be made
     * @throws IllegalArgumentException if the file cannot be one, or is there and must not be
     */
    static FileTarget of(Path named, boolean replace) throws IOException {
        boolean there = Files.exists(named);
        // A link goes on leading where it led.
        Path file = there ? named.toRealPath() : named.toAbsolutePath();
        if (there && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    named + " is no regular file and cannot be replaced; export into an OutputStream instead");
        } else if (there && !replace) {
            throw new IllegalArgumentException(named + " is there already, and was not to be replaced");
        }
        Path folder = file.getParent();
        if (folder == null || file.getFileName() == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder for the file " + named);
        }
        String random = UUID.randomUUID().toString().substring(0, 8);
        Path part = folder.resolve("." + file.getFileName() + "-" + random + ".part");
        // With the rights of any new file, which a temporary one does not get.
        FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new FileTarget(file, replace, part, channel);
    }

    @Override
    public void take(StringBuilder text) throws IOException {
        stream.take(text);
    }

    @Override
    public void finish() throws IOException {
        stream.finish();
        channel.force(true);
        channel.close();
        if (!replace && Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException inOneStep) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void abandon(Throwable failure) {
        try (channel) {
            Files.deleteIfExists(part);
        } catch (IOException suppressed) {
            failure.addSuppressed(suppressed);
        }
    }

    @Override
    public long size() {
        return stream.size();
    }

    @Override
    public String remains() {
        return Files.exists(file) ? "the file is as it was" : "there is no file";
    }
}
