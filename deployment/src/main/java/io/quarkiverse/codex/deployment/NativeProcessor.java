package io.quarkiverse.codex.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.codex.CodexRpc;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBundleBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveHierarchyBuildItem;
import io.quarkus.deployment.pkg.NativeConfig;
import io.quarkus.deployment.util.IoUtil;

/**
 * Tells the native image what it cannot see: events and items need nothing, for they are read and written without reflection.
 */
@BuildSteps(onlyIf = NativeProcessor.NativeWanted.class)
class NativeProcessor {

    private static final String SOURCE = NativeProcessor.class.getSimpleName();

    /** Schemas get bounds and nullability of these by reflection; an image drops an annotation that nothing mentions. */
    private static final List<String> ANNOTATIONS = List.of("jakarta.validation.constraints.DecimalMax",
            "jakarta.validation.constraints.DecimalMin", "jakarta.validation.constraints.Email",
            "jakarta.validation.constraints.Max", "jakarta.validation.constraints.Min",
            "jakarta.validation.constraints.Negative", "jakarta.validation.constraints.NegativeOrZero",
            "jakarta.validation.constraints.NotEmpty", "jakarta.validation.constraints.Pattern",
            "jakarta.validation.constraints.Positive", "jakarta.validation.constraints.PositiveOrZero",
            "jakarta.validation.constraints.Size", "jakarta.annotation.Nullable", "org.jspecify.annotations.Nullable");

    /** The validator's metaschemas are in the configuration its own jar brings, but a bundle is no mere resource. */
    @BuildStep
    NativeImageResourceBundleBuildItem messagesOfTheValidator() {
        return new NativeImageResourceBundleBuildItem("jsv-messages");
    }

    @BuildStep
    ReflectiveClassBuildItem annotationsOfAnswers() {
        String[] present = ANNOTATIONS.stream().filter(QuarkusClassLoader::isClassPresentAtRuntime).toArray(String[]::new);
        return ReflectiveClassBuildItem.builder(present).constructors(false).methods().reason(SOURCE).build();
    }

    @BuildStep
    void answers(CombinedIndexBuildItem combinedIndex, BuildProducer<ReflectiveHierarchyBuildItem> answers) {
        AnswerParts parts = new AnswerParts(combinedIndex.getIndex());
        for (String user : users(combinedIndex.getIndex())) {
            AnswerTypes.in(bytecode(user)).forEach(type -> parts.add(DotName.createSimple(type)));
        }
        for (DotName type : parts.names()) {
            answers.produce(ReflectiveHierarchyBuildItem.builder(type).source(SOURCE).build());
        }
    }

    @BuildStep
    void tools(CombinedIndexBuildItem combinedIndex, ToolsBuildItem tools,
            BuildProducer<ReflectiveHierarchyBuildItem> hierarchies, BuildProducer<ReflectiveClassBuildItem> classes) {
        AnswerParts parts = new AnswerParts(combinedIndex.getIndex());
        Set<String> named = new TreeSet<>();
        for (ToolDefinition tool : tools.tools()) {
            tool.method().method().parameterTypes().forEach(parts::add);
            ResultRules.result(tool.method().method().returnType()).ifPresent(parts::add);
            tool.types().forEach(type -> addNames(type, named));
        }
        for (DotName type : parts.names()) {
            hierarchies.produce(ReflectiveHierarchyBuildItem.builder(type).source(SOURCE).build());
        }
        // The manifest has the types by name: those of the JDK and of Jackson, too, are looked for.
        classes.produce(ReflectiveClassBuildItem.builder(named.toArray(String[]::new)).constructors(false).reason(SOURCE)
                .build());
    }

    /** An array is looked for by a name of its own, and so is what it holds. */
    private static void addNames(String type, Set<String> names) {
        for (String name : type.split("[<>,]+")) {
            names.add(name);
            String element = name.replaceFirst("^\\[+", "");
            if (!element.equals(name) && element.startsWith("L")) {
                names.add(element.substring(1, element.length() - 1));
            }
        }
    }

    private static Set<String> users(IndexView index) {
        Set<String> users = new TreeSet<>();
        for (Class<?> used : List.of(CodexRpc.class, CodexThread.class, TurnOptions.Builder.class, TurnResult.class)) {
            for (ClassInfo user : index.getKnownUsers(DotName.createSimple(used))) {
                users.add(user.name().toString());
            }
        }
        return users;
    }

    private static byte[] bytecode(String className) {
        try {
            return IoUtil.readClassAsBytes(Thread.currentThread().getContextClassLoader(), className);
        } catch (IOException e) {
            throw new UncheckedIOException("The class " + className + " is in the application but cannot be read", e);
        }
    }

    /** Whether an image is built now or only prepared: the platform's NativeBuild leaves out the latter. */
    static final class NativeWanted implements BooleanSupplier {

        private final NativeConfig config;

        NativeWanted(NativeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.enabled();
        }
    }
}
