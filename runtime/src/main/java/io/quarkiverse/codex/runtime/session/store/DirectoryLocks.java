package io.quarkiverse.codex.runtime.session.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Locks on the sessions of a directory, among the threads of this process and among all processes. Many sessions share a lock,
 * so that there are few files that nobody can ever delete. A process that dies has none.
 */
final class DirectoryLocks {

    private static final int COUNT = 64;

    /** Locks of files are the process' own, whoever uses them in it. */
    private static final ReentrantLock[] THREADS = IntStream.range(0, COUNT).mapToObj(i -> new ReentrantLock())
            .toArray(ReentrantLock[]::new);

    private final Path directory;

    DirectoryLocks(Path directory) {
        this.directory = directory;
    }

    /**
     * Does something while nobody else uses a session. Blocks until that is so.
     */
    <T> T locked(String name, Action<T> action) throws IOException {
        int number = Math.floorMod(name.hashCode(), COUNT);
        ReentrantLock threads = THREADS[number];
        threads.lock();
        try (FileChannel channel = FileChannel.open(directory.resolve(Integer.toString(number)), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            return action.run();
        } finally {
            threads.unlock();
        }
    }

    interface Action<T> {

        T run() throws IOException;
    }
}
