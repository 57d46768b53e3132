package io.quarkiverse.codex.deployment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.hook.ItemPhase;
import io.quarkiverse.codex.hook.OnError;
import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkiverse.codex.runtime.hook.HookTrigger;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;
import io.smallrye.mutiny.Uni;

/**
 * Reads what a method says of itself as a hook, or what keeps it from being one.
 */
final class HookRules {

    private static final DotName CONTEXT = DotName.createSimple(HookContext.class);
    private static final DotName VOID = DotName.createSimple(Void.class);
    private static final Set<DotName> ASYNCHRONOUS = Set.of(DotName.createSimple(Uni.class),
            DotName.createSimple(CompletionStage.class), DotName.createSimple(CompletableFuture.class));
    private static final String TYPES = "use a type of io.quarkiverse.codex.hook such as BeforeTurn, TurnEvent or one of its"
            + " records, or ThreadItem or one of its records";

    private final ClientNames clients;
    private final TransformedAnnotationsBuildItem annotations;

    HookRules(ClientNames clients, TransformedAnnotationsBuildItem annotations) {
        this.clients = clients;
        this.annotations = annotations;
    }

    /**
     * Checks a method.
     *
     * @return what is wrong and what to do about it, each without the method's name; empty for a good method
     */
    List<String> problems(BeanMethod candidate) {
        List<String> problems = MethodRules.problems(candidate, "a hook");
        checkParameters(candidate.method(), problems);
        checkResult(candidate.method().returnType(), problems);
        checkRestrictions(candidate, problems);
        return problems;
    }

    private static void checkParameters(MethodInfo method, List<String> problems) {
        List<Type> events = events(method);
        if (method.parametersCount() - events.size() > 1) {
            problems.add("a hook has one HookContext: leave out the others");
        }
        if (events.isEmpty()) {
            problems.add("it has no parameter that says when it runs: " + TYPES);
        } else if (events.size() > 1) {
            problems.add("it has " + events.size() + " parameters that say when it runs, " + events
                    + ": make a method for each");
        } else if (trigger(events.get(0)).isEmpty()) {
            problems.add("nothing makes a hook run with a parameter of type " + events.get(0) + ": " + TYPES);
        }
    }

    private static void checkResult(Type result, List<String> problems) {
        boolean later = result.kind() == Type.Kind.PARAMETERIZED_TYPE && ASYNCHRONOUS.contains(result.name())
                && result.asParameterizedType().arguments().get(0).name().equals(VOID);
        if (result.kind() != Type.Kind.VOID && !later) {
            problems.add("nobody would see that it returns " + result
                    + ": return void, Uni<Void> or CompletionStage<Void>");
        }
    }

    private void checkRestrictions(BeanMethod candidate, List<String> problems) {
        AnnotationInstance hook = candidate.annotation();
        for (String client : strings(hook, "client")) {
            if (!CodexClient.DEFAULT_NAME.equals(client)) {
                clients.problem(client).ifPresent(problems::add);
            }
        }
        if (strings(hook, "tools").stream().anyMatch(String::isBlank)) {
            problems.add("a pattern of tools' names is blank: name a tool, or leave out 'tools' for all");
        }
        trigger(candidate.method()).ifPresent(trigger -> {
            if (hook.value("tools") != null && !trigger.isOfTools()) {
                problems.add("'tools' restricts hooks of tools only, and this one waits for " + trigger.type().getSimpleName()
                        + ": leave 'tools' out");
            }
            if (hook.value("item") != null && trigger != HookTrigger.ITEM) {
                problems.add("'item' is for hooks of items only, and this one waits for " + trigger.type().getSimpleName()
                        + ": leave 'item' out");
            }
        });
    }

    /**
     * Reads a method that has no problem.
     */
    HookMethod read(BeanMethod good) {
        MethodInfo method = good.method();
        AnnotationInstance hook = good.annotation();
        Type event = events(method).get(0);
        return new HookMethod(good.label(), trigger(event).orElseThrow(), ours(event).orElseThrow(),
                constant(hook, "item", ItemPhase.COMPLETED), strings(hook, "client"), strings(hook, "tools"),
                constant(hook, "onError", OnError.DEFAULT), ExecutionModels.of(good, annotations),
                method.parametersCount() == 1 ? -1 : method.parameterType(0).name().equals(CONTEXT) ? 0 : 1);
    }

    private static Optional<HookTrigger> trigger(MethodInfo method) {
        List<Type> events = events(method);
        return events.size() == 1 ? trigger(events.get(0)) : Optional.empty();
    }

    private static Optional<HookTrigger> trigger(Type event) {
        return ours(event).flatMap(HookTrigger::of);
    }

    private static List<Type> events(MethodInfo method) {
        return method.parameterTypes().stream().filter(type -> !type.name().equals(CONTEXT)).toList();
    }

    /** Whatever can make a hook run is a class of this extension. */
    private static Optional<Class<?>> ours(Type type) {
        if (type.kind() != Type.Kind.CLASS || !type.name().toString().startsWith(CodexClient.class.getPackageName())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(type.name().toString(), false, HookRules.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    private static List<String> strings(AnnotationInstance annotation, String name) {
        AnnotationValue value = annotation.value(name);
        return value == null ? List.of() : List.copyOf(Arrays.asList(value.asStringArray()));
    }

    private static <E extends Enum<E>> E constant(AnnotationInstance annotation, String name, E usual) {
        AnnotationValue value = annotation.value(name);
        return value == null ? usual : Enum.valueOf(usual.getDeclaringClass(), value.asEnum());
    }
}
