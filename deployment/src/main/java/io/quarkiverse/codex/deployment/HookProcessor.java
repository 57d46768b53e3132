package io.quarkiverse.codex.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.logging.Logger;

import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.runtime.HookRecorder;
import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.InvokerInfo;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/**
 * Finds the application's hooks, refuses those that cannot be, and has the others run.
 */
class HookProcessor {

    static final DotName CODEX_HOOK = DotName.createSimple(CodexHook.class);

    private static final Logger LOG = Logger.getLogger(HookProcessor.class);
    private static final DotName PRIORITY = DotName.createSimple(Priority.class);
    private static final String TABLE = "io.quarkiverse.codex.generated.HookInvokers";

    @BuildStep
    HooksBuildItem collect(BeanDiscoveryFinishedBuildItem beans, BeanArchiveIndexBuildItem index, ToolsBuildItem tools,
            TransformedAnnotationsBuildItem annotations, InvokerFactoryBuildItem invokers,
            BuildProducer<GeneratedClassBuildItem> classes, BuildProducer<GeneratedResourceBuildItem> resources,
            BuildProducer<ValidationErrorBuildItem> errors) {
        HookRules rules = new HookRules(ClientNames.configured(ConfigProvider.getConfig()), annotations);
        List<BeanMethod> found = new BeanMethods(CODEX_HOOK, index.getIndex()).find(beans.beanStream());
        List<BeanMethod> good = new ArrayList<>();
        MethodErrors wrong = new MethodErrors();
        for (BeanMethod method : found) {
            List<String> problems = rules.problems(method);
            if (problems.isEmpty()) {
                good.add(method);
            }
            problems.forEach(problem -> wrong.add(method, problem));
        }
        wrong.produce(errors);
        good.sort(Comparator.comparingInt(HookProcessor::priority));
        List<InvokerInfo> calls = good.stream()
                .map(method -> invokers.createInvoker(method.bean(), method.method()).withInstanceLookup().build()).toList();
        if (!calls.isEmpty()) {
            new InvokerTables(classes, resources).generate(TABLE, calls);
        }
        List<HookMethod> hooks = good.stream().map(rules::read).toList();
        HookedToolNames names = new HookedToolNames(
                tools.tools().stream().map(tool -> tool.info().qualifiedName()).collect(Collectors.toSet()));
        hooks.forEach(hook -> names.problems(hook)
                .forEach(problem -> LOG.warnf("@CodexHook on %s: %s", hook.label(), problem)));
        return new HooksBuildItem(hooks);
    }

    private static int priority(BeanMethod method) {
        AnnotationInstance priority = method.method().declaredAnnotation(PRIORITY);
        if (priority == null) {
            priority = method.bean().getTarget().get().asClass().declaredAnnotation(PRIORITY);
        }
        if (priority == null) {
            priority = method.method().declaringClass().declaredAnnotation(PRIORITY);
        }
        return priority == null ? CodexHook.DEFAULT_PRIORITY : priority.value().asInt();
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void hooks(HooksBuildItem hooks, HookRecorder recorder, RecorderContext context,
            BuildProducer<TurnObserverBuildItem> observers) {
        List<HookMethod> methods = hooks.methods();
        if (!methods.isEmpty()) {
            RuntimeValue<InvokerTable> table = context.newInstance(TABLE);
            observers.produce(new TurnObserverBuildItem(TurnObserverBuildItem.Place.HOOKS, recorder.hooks(methods, table)));
        }
    }
}
