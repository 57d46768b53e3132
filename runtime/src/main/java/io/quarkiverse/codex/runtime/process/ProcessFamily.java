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

    private final Process root;
    private final byte[] marker;

    /**
     * @param root the process that was started
     * @param marker a line {@code NAME=value} of the root's environment that no other process has
     */
    ProcessFamily(Process root, String marker) {
        this.root = root;
        this.marker = marker.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Ends the whole family: asks the root to end, waits for it, kills what is left. Blocks for at most the grace and two
     * seconds more.
     *
     * @param grace how long the root may take to end by itself
     */
    void end(Duration grace) {
        Set<ProcessHandle> known = new LinkedHashSet<>();
        root.descendants().forEach(known::add);
        root.destroy();
        awaitExit(root.toHandle(), grace);
        // Before the root is killed its children can still be told by their parent.
        root.descendants().forEach(known::add);
        root.destroyForcibly();
        known.addAll(marked());
        for (ProcessHandle handle : known) {
            handle.descendants().forEach(ProcessHandle::destroyForcibly);
            handle.destroyForcibly();
        }
        awaitExit(root.toHandle(), AFTER_KILL);
        known.forEach(handle -> awaitExit(handle, AFTER_KILL));
    }

    /**
     * Kills what the root has left behind. Blocks for at most two seconds for each process found.
     */
    void endOrphans() {
        Set<ProcessHandle> orphans = marked();
        orphans.forEach(ProcessHandle::destroyForcibly);
        orphans.forEach(handle -> awaitExit(handle, AFTER_KILL));
    }

    private static void awaitExit(ProcessHandle handle, Duration limit) {
        try {
            CompletableFuture<ProcessHandle> exit = handle.onExit();
            exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillAlive) {
            // The caller goes on to harder means, or has none left.
        } catch (ExecutionException gone) {
            // Nothing to wait for.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
                .filter(handle -> !handle.equals(root.toHandle()) && !handle.equals(ProcessHandle.current()));
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
