package io.quarkiverse.codex.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A disk of its own, and a small one, for the temporary files of this JVM. That takes the right to mount one: that of root, or
 * of somebody who becomes root without a password. Without it temporary files are where they always are, and have room.
 */
final class TemporaryDisk implements AutoCloseable {

    private static final String SIZE = "8m";
    private static final String FILLER = "filler";

    private final Path directory = Path.of(System.getProperty("chaos.temporary-files"));
    private final boolean mounted;

    TemporaryDisk() throws IOException {
        unmount();
        this.mounted = mount();
        Path file = Files.createTempFile("where", null);
        Files.delete(file);
        if (!file.startsWith(directory)) {
            throw new IllegalStateException("Temporary files are in " + file.getParent() + " and not in " + directory
                    + ": start the JVM with -Djava.io.tmpdir");
        }
    }

    private boolean mount() {
        try {
            Map<String, Object> owner = Files.readAttributes(directory, "unix:uid,gid");
            List<String> mount = List.of("mount", "-t", "tmpfs", "-o",
                    "size=" + SIZE + ",mode=0700,uid=" + owner.get("uid") + ",gid=" + owner.get("gid"), "tmpfs",
                    directory.toString());
            String refused = asRoot(mount);
            if (refused != null) {
                System.out.println("No disk of temporary files will be full, because that takes one that is mounted for this:"
                        + " run this as root, or with sudo without a password. The answer was: " + refused);
            }
            return refused == null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns {@code null} when it went well, and else what was said. */
    private static String asRoot(List<String> command) {
        List<String> withSudo = new ArrayList<>(List.of("sudo", "-n"));
        withSudo.addAll(command);
        String refused = run(command);
        return refused == null || run(withSudo) == null ? null : refused;
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? null : said.lines().findFirst().orElse(command + " failed");
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    boolean isMounted() {
        return mounted;
    }

    /** Returns the temporary files of codex that there are. */
    List<Path> filesOfCodex() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("codex")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void fill() throws IOException {
        FileStore store = Files.getFileStore(directory);
        try (OutputStream filler = Files.newOutputStream(directory.resolve(FILLER))) {
            byte[] page = new byte[4096];
            while (store.getUsableSpace() > 0) {
                filler.write(page);
            }
        } catch (IOException full) {
            // Somebody else has got the rest.
            if (store.getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    void empty() throws IOException {
        Files.deleteIfExists(directory.resolve(FILLER));
    }

    private void unmount() {
        // Also what a storm has left that was broken off: it would be in the way of the next build.
        if (Files.exists(directory) && !isOfParent()) {
            asRoot(List.of("umount", "-l", directory.toString()));
        }
    }

    private boolean isOfParent() {
        try {
            return Files.getFileStore(directory).equals(Files.getFileStore(directory.getParent()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (mounted) {
            unmount();
        }
    }
}
