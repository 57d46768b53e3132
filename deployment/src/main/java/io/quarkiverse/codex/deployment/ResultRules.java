package io.quarkiverse.codex.deployment;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jboss.jandex.Type;

/**
 * What a method must not return for its result to become text.
 */
final class ResultRules {

    private static final Set<String> STREAMS = Set.of("io.smallrye.mutiny.Multi", "java.util.concurrent.Flow$Publisher",
            "org.reactivestreams.Publisher", "java.util.stream.Stream", "java.util.stream.IntStream",
            "java.util.stream.LongStream", "java.util.stream.DoubleStream", "java.util.Iterator");
    private static final Set<String> LATER = Set.of("io.smallrye.mutiny.Uni", "java.util.concurrent.CompletionStage",
            "java.util.concurrent.CompletableFuture");

    private ResultRules() {
    }

    /**
     * Says what is wrong with a type that a method returns.
     */
    static Optional<String> problem(Type type) {
        String name = type.name().toString();
        if (STREAMS.contains(name)) {
            return Optional.of("a tool answers once and cannot return a " + simpleName(name)
                    + ": return a List, or a Uni of one");
        }
        if (name.equals("java.util.concurrent.Future")) {
            return Optional.of("a tool cannot return a Future, which tells nobody when it is done: return a CompletionStage"
                    + " or a Uni");
        }
        return LATER.contains(name) ? arguments(type).stream().findFirst().flatMap(ResultRules::problem) : Optional.empty();
    }

    /**
     * Returns what comes in the end: the type itself, or what a {@code Uni} or {@code CompletionStage} brings.
     */
    static Optional<Type> result(Type type) {
        return LATER.contains(type.name().toString()) ? arguments(type).stream().findFirst() : Optional.of(type);
    }

    private static List<Type> arguments(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments() : List.of();
    }

    private static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
