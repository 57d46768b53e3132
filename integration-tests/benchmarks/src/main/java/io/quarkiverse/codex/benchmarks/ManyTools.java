package io.quarkiverse.codex.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What five hundred tools add to the build of an application and to its start: processor time, in JVMs of their own.
 */
final class ManyTools {

    /** What a line begins with that is a figure. */
    static final String MARK = "figure: ";

    private static final int CLASSES = 50;
    private static final int TOOLS_PER_CLASS = 10;
    private static final int STARTS_PER_BUILD = 5;
    private static final int HEAP_MEGABYTES = 512;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double WANTED_OF_BUILD = 1000;
    private static final double WANTED_OF_START = 20;
    private static final String STARTED = """
            package tools;

            @io.quarkus.runtime.annotations.QuarkusMain
            public class Started implements io.quarkus.runtime.QuarkusApplication {

                @jakarta.inject.Inject
                io.quarkiverse.codex.CodexClient codex;

                @Override
                public int run(String... arguments) {
                    long started = time();
                    int tools = codex.tools().list().size();
                    System.out.println("%s" + started + " " + (time() - started) + " " + tools);
                    return 0;
                }

                /** Of this thread, which has started the application: compilers and collectors come and go as they like. */
                private static long time() {
                    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                }
            }
            """.formatted(MARK);
    private static final String TOOLS = """
            package tools;

            @jakarta.inject.Singleton
            public class Tools%d {

                public record Order(String name, java.util.List<Item> items, java.time.LocalDate due) {
                }

                public record Item(String name, int number, java.util.Map<String, Double> prices) {
                }

            %s
            }
            """;
    private static final String TOOL = """
                @io.quarkiverse.codex.tool.CodexTool(namespace = "group%1$d", description = "Does %2$d")
                String tool%2$d(Order order, java.util.Optional<String> reason, int count) {
                    return order.name() + reason.orElse("") + count;
                }
            """;

    private final Path directory;
    private final int rounds;

    ManyTools(Path directory, int rounds) {
        this.directory = directory.resolve("many-tools");
        this.rounds = rounds;
    }

    void measure(Report report) throws IOException, InterruptedException {
        report.heading("Milliseconds of processor time to build and to start an application with tools, " + rounds + " rounds");
        Map<Integer, Readings> byCount = new TreeMap<>();
        for (int classes : new int[] { 0, CLASSES }) {
            byCount.put(classes, new Readings(compile(classes)));
        }
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<Integer, Readings> each : byCount.entrySet()) {
                each.getValue().measure(directory.resolve("build-" + each.getKey()), each.getKey() * TOOLS_PER_CLASS);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("tools", "build", "start", "first list"));
        byCount.forEach((classes, readings) -> rows.add(readings.row(classes * TOOLS_PER_CLASS)));
        report.table(rows);
        Readings none = byCount.get(0);
        Readings many = byCount.get(CLASSES);
        target(report, "build", none.builds, many.builds, WANTED_OF_BUILD);
        target(report, "start", none.starts, many.starts, WANTED_OF_START);
    }

    private static void target(Report report, String what, List<Double> without, List<Double> with, double wanted) {
        double[] before = array(without);
        double[] after = array(with);
        double added = Figures.median(after) - Figures.median(before);
        double uncertainty = Math.hypot(Figures.uncertaintyOfMedian(before), Figures.uncertaintyOfMedian(after));
        report.target("milliseconds that " + CLASSES * TOOLS_PER_CLASS + " tools add to a " + what,
                "less than " + Figures.grouped(wanted), Figures.grouped(added) + " ± " + Figures.grouped(uncertainty),
                Math.abs(added - wanted) <= uncertainty ? Report.Verdict.UNCLEAR
                        : added < wanted ? Report.Verdict.MET : Report.Verdict.MISSED);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Path compile(int classes) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources-" + classes).resolve("tools"));
        Path target = Files.createDirectories(directory.resolve("classes-" + classes));
        List<Path> files = new ArrayList<>();
        files.add(Files.writeString(sources.resolve("Started.java"), STARTED));
        for (int i = 0; i < classes; i++) {
            StringBuilder tools = new StringBuilder();
            for (int tool = 0; tool < TOOLS_PER_CLASS; tool++) {
                tools.append(TOOL.formatted(i, tool));
            }
            files.add(Files.writeString(sources.resolve("Tools" + i + ".java"), TOOLS.formatted(i, tools)));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-parameters", "-proc:none", "-d", target.toString(), "-classpath",
                    System.getProperty("java.class.path"));
            if (!compiler.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files)).call()) {
                throw new IllegalStateException("The application's sources do not compile");
            }
        }
        return target;
    }

    private static String[] figures(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.start();
        String[] figures = null;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(MARK)) {
                    figures = line.substring(MARK.length()).split(" ");
                }
            }
        }
        if (process.waitFor() != 0 || figures == null) {
            throw new IllegalStateException(command.command() + " has failed");
        }
        return figures;
    }

    private static final class Readings {

        private final Path classes;
        private final List<Double> builds = new ArrayList<>();
        private final List<Double> starts = new ArrayList<>();
        private final List<Double> lists = new ArrayList<>();

        Readings(Path classes) {
            this.classes = classes;
        }

        void measure(Path target, int tools) throws IOException, InterruptedException {
            Files.createDirectories(target);
            String[] build = figures(
                    JavaProcess.of(HEAP_MEGABYTES, ApplicationBuild.class, classes.toString(), target.toString()));
            builds.add(millis(build[0]));
            for (int start = 0; start < STARTS_PER_BUILD; start++) {
                String[] started = figures(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", build[1])
                        .redirectError(ProcessBuilder.Redirect.INHERIT));
                if (Integer.parseInt(started[2]) != tools) {
                    throw new IllegalStateException("The application has " + started[2] + " tools instead of " + tools);
                }
                starts.add(millis(started[0]));
                lists.add(millis(started[1]));
            }
        }

        private static double millis(String nanos) {
            return Long.parseLong(nanos) / NANOS_PER_MILLI;
        }

        List<String> row(int tools) {
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(tools));
            for (List<Double> each : List.of(builds, starts, lists)) {
                row.add(Figures.grouped(Figures.median(array(each))));
            }
            return row;
        }
    }
}
