package io.quarkiverse.codex.runtime.transport.executable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the native executable behind whatever bears codex's name. npm puts a Node launcher, a link to it or a shim in front;
 * killing one of those leaves the real codex and its children alive, so none of them is ever run.
 */
public final class NativeExecutable {

    private final List<CodexPlatform> platforms;
    private final boolean windows;

    public NativeExecutable(HostMachine machine) {
        this.platforms = machine.platforms();
        this.windows = machine.isWindows();
    }

    /**
     * @param candidate a file that may be native, a launcher, a link or a shim
     * @return the native executable, empty where there is none
     */
    public Optional<Path> behind(Path candidate) {
        if (!Files.isRegularFile(candidate)) {
            return Optional.empty();
        }
        try {
            Path real = candidate.toRealPath();
            if (isNative(real)) {
                return Optional.of(real);
            }
            Set<Path> nodeModules = new LinkedHashSet<>();
            List<Path> packages = new ArrayList<>();
            Path codexPackage = real.getParent().getParent();
            if (isNodeLauncher(real) && codexPackage != null) {
                packages.add(codexPackage);
                nodeModules.addAll(nodeModulesAround(codexPackage));
            }
            nodeModules.addAll(nodeModulesNextToShim(candidate.toAbsolutePath().normalize().getParent()));
            return inPackages(packages).or(() -> inNodeModules(nodeModules));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * @param prefix the directory given to {@code npm install --prefix}
     * @return the native executable installed there, empty where there is none
     */
    public Optional<Path> installedIn(Path prefix) {
        return inNodeModules(List.of(prefix.resolve("node_modules/@openai/codex/node_modules"),
                prefix.resolve("node_modules")));
    }

    /**
     * Whether a file is of a kind that must never be started in the place of codex, even when nothing is found behind it: a
     * Windows batch file has its arguments taken apart by a shell, and the Node launcher leaves codex alive when it is killed.
     *
     * @param candidate any file
     */
    boolean isLauncher(Path candidate) {
        Path real = realOrSame(candidate);
        String name = real.getFileName().toString().toLowerCase(Locale.ROOT);
        return isNodeLauncher(real) || windows && (name.endsWith(".cmd") || name.endsWith(".bat"));
    }

    private static boolean isNodeLauncher(Path real) {
        return real.getFileName().toString().equals("codex.js");
    }

    private boolean isNative(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (windows) {
            return name.endsWith(".exe");
        }
        if (name.endsWith(".js") || name.endsWith(".cmd") || !Files.isExecutable(file)) {
            return false;
        }
        try (InputStream content = Files.newInputStream(file)) {
            byte[] start = content.readNBytes(2);
            // A script is a shim of some package manager, whatever its name.
            return !(start.length == 2 && start[0] == '#' && start[1] == '!');
        }
    }

    private static Set<Path> nodeModulesAround(Path codexPackage) {
        Set<Path> directories = new LinkedHashSet<>();
        directories.add(codexPackage.resolve("node_modules"));
        for (Path ancestor = codexPackage; ancestor != null; ancestor = ancestor.getParent()) {
            if (ancestor.endsWith("node_modules")) {
                directories.add(ancestor);
            }
        }
        return directories;
    }

    private static Set<Path> nodeModulesNextToShim(Path shimDirectory) {
        Set<Path> directories = new LinkedHashSet<>();
        List<Path> roots = new ArrayList<>();
        // A global shim lies beside node_modules on Windows, in bin beside lib on unix; a local one in node_modules/.bin.
        roots.add(shimDirectory.resolve("node_modules"));
        Path parent = shimDirectory.getParent();
        if (parent != null) {
            roots.add(parent.resolve("lib/node_modules"));
            if (parent.endsWith("node_modules")) {
                roots.add(parent);
            }
        }
        for (Path root : roots) {
            Path codexPackage = root.resolve("@openai/codex");
            if (Files.isDirectory(codexPackage)) {
                directories.addAll(nodeModulesAround(realOrSame(codexPackage)));
                directories.add(root);
            }
        }
        return directories;
    }

    private static Path realOrSame(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException unreadable) {
            return path;
        }
    }

    private Optional<Path> inPackages(List<Path> packages) {
        return platforms.stream()
                .flatMap(platform -> packages.stream().map(root -> root.resolve(platform.executableInPackage())))
                .filter(Files::isRegularFile).map(NativeExecutable::realOrSame).findFirst();
    }

    private Optional<Path> inNodeModules(Iterable<Path> nodeModules) {
        for (CodexPlatform platform : platforms) {
            for (Path directory : nodeModules) {
                Path executable = directory.resolve(platform.executableInNodeModules());
                if (Files.isRegularFile(executable)) {
                    return Optional.of(realOrSame(executable));
                }
            }
        }
        return Optional.empty();
    }
}
