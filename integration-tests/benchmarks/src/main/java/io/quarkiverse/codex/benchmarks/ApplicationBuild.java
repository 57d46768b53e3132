package io.quarkiverse.codex.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;

import io.quarkus.bootstrap.BootstrapException;
import io.quarkus.bootstrap.app.AugmentResult;
import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;

/**
 * Builds a Quarkus application of classes, in a JVM that does nothing else, and says what processor time that took.
 */
public final class ApplicationBuild {

    private ApplicationBuild() {
    }

    /**
     * @param arguments where the classes are, and where to build
     */
    public static void main(String[] arguments) throws BootstrapException {
        Path self = codeOf(ApplicationBuild.class);
        QuarkusBootstrap bootstrap = QuarkusBootstrap.builder().setApplicationRoot(Path.of(arguments[0]))
                .setMode(QuarkusBootstrap.Mode.PROD).setLocalProjectDiscovery(true).setIsolateDeployment(true)
                .setOffline(true).addExcludedPath(self).setProjectRoot(self).setTargetDirectory(Path.of(arguments[1]))
                .setBaseName("tools").build();
        try (CuratedApplication application = bootstrap.bootstrap()) {
            // What dependencies there are is found out by now, which takes long and has nothing to do with tools.
            long before = processorNanos();
            AugmentResult result = application.createAugmentor().createProductionApplication();
            System.out.println(ManyTools.MARK + (processorNanos() - before) + " " + result.getJar().getPath());
        }
        System.exit(0);
    }

    private static Path codeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }
}
