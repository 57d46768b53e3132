package io.quarkiverse.codex.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and everything it has started, so that all of it can be ended.
 * <p>
 * A child whose parent dies is adopted by another process, after which nothing in the process tree tells whose it was. So
 * the children are looked up before the parent is asked to end and again after it has; and on Linux every process that has
 * inherited the family's marker in its environment is found even when it detached itself earlier.
 */
final class ProcessFamily {

    private static final Path PROC = Path.of("/proc");
    private static final Duration AFTER_KILL = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /** A process can start another while it is looked for, so that one look is not enough. */
    private static final int MOST_LOOKS = 10;

    /** Not the process itself: destroying that closes its streams, which waits for whoever writes to one. */
    private final ProcessHandle root;
    private final byte[] marker;

    /**
     * @param root the process that was started
     * @param marker a line {@code NAME=value} of the root's environment that no other process has
     */
    ProcessFamily(Process root, String marker) {
        this(root.toHandle(), marker);
    }

    private ProcessFamily(ProcessHandle root, String marker) {
        this.root = root;
        this.marker = marker.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A family that has no root of ours, but is known by its marker only.
     */
    static ProcessFamily markedBy(String marker) {
        return new ProcessFamily(ProcessHandle.current(), marker);
    }

    /**
     * Ends the whole family: asks the root to end, waits for it, kills what is left. Blocks for at most the grace and four
     * seconds more.
     *
     * @param grace how long the root may take to end by itself
     */
    void end(Duration grace) {
        Set<ProcessHandle> known = new LinkedHashSet<>();
        root.descendants().forEach(known::add);
        root.destroy();
        awaitRoot(grace);
        // Before the root is killed its children can still be told by their parent.
        root.descendants().forEach(known::add);
        root.destroyForcibly();
        for (ProcessHandle handle : known) {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        }
        known.addAll(killMarked());
        awaitRoot(AFTER_KILL);
        awaitDeath(known);
    }

    /**
     * Kills what the root has left behind. Blocks for at most two seconds.
     */
    void endOrphans() {
        awaitDeath(killMarked());
    }

    private Set<ProcessHandle> killMarked() {
        Set<ProcessHandle> killed = new LinkedHashSet<>();
        for (int look = 0; look < MOST_LOOKS; look++) {
            Set<ProcessHandle> found = marked();
            if (found.isEmpty()) {
                break;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            killed.addAll(found);
        }
        return killed;
    }

    private void awaitRoot(Duration limit) {
        CompletableFuture<ProcessHandle> exit = root.onExit();
        try {
            exit.get(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillAlive) {
            // The caller goes on to harder means, or has none left.
        } catch (ExecutionException gone) {
            // Nothing to wait for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitDeath(Set<ProcessHandle> killed) {
        long begin = System.nanoTime();
        while (!killed.stream().allMatch(ProcessFamily::isDead) && System.nanoTime() - begin < AFTER_KILL.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** A dead process that nobody asked for its exit code counts as alive; in a container that can be so for ever. */
    private static boolean isDead(ProcessHandle handle) {
        if (!handle.isAlive()) {
            return true;
        }
        try {
            String state = Files.readString(PROC.resolve(handle.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            // The name before it can have any characters.
            return state.startsWith(" Z", state.lastIndexOf(')') + 1);
        } catch (IOException notLinuxOrGone) {
            return false;
        }
    }

    private Set<ProcessHandle> marked() {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        if (!Files.isDirectory(PROC)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (hasMarker(process)) {
                    handle(process).ifPresent(found::add);
                }
            }
        } catch (IOException unreadable) {
            // Without /proc the process tree alone has to do.
        }
        return found;
    }

    private Optional<ProcessHandle> handle(Path process) {
        return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .filter(handle -> !handle.equals(root) && !handle.equals(ProcessHandle.current()));
    }

    private boolean hasMarker(Path process) {
        byte[] environment;
        try {
            environment = Files.readAllBytes(process.resolve("environ"));
        } catch (IOException goneOrForeign) {
            return false;
        }
        for (int from = 0; from + marker.length <= environment.length; from++) {
            if ((from == 0 || environment[from - 1] == 0) && startsWithMarker(environment, from)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWithMarker(byte[] environment, int from) {
        for (int i = 0; i < marker.length; i++) {
            if (environment[from + i] != marker[i]) {
                return false;
            }
        }
        int end = from + marker.length;
        return end == environment.length || environment[end] == 0;
    }
}
