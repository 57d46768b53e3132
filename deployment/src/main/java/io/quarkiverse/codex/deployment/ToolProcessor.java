package io.quarkiverse.codex.deployment;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;

import io.quarkiverse.codex.runtime.ToolRecorder;
import io.quarkiverse.codex.runtime.ValidationRecorder;
import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkiverse.codex.runtime.tool.ArgumentObjections;
import io.quarkiverse.codex.runtime.tool.ToolManifest;
import io.quarkiverse.codex.runtime.tool.ToolRegistry;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.arc.deployment.BeanArchiveIndexBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/**
 * Finds the application's tools, refuses what cannot be one, and writes down the rest.
 */
class ToolProcessor {

    static final DotName CODEX_TOOL = DotName.createSimple(CodexTool.class);

    private static final String INVOKERS = "io.quarkiverse.codex.generated.ToolInvokers";

    @BuildStep
    ToolsBuildItem find(BeanArchiveIndexBuildItem index, BeanDiscoveryFinishedBuildItem beans,
            TransformedAnnotationsBuildItem annotations, InvokerFactoryBuildItem invokers,
            BuildProducer<ValidationErrorBuildItem> errors) {
        MethodErrors wrong = new MethodErrors();
        ToolReader reader = new ToolReader(annotations, invokers, wrong);
        List<BeanMethod> methods = new BeanMethods(CODEX_TOOL, index.getIndex()).find(beans.beanStream().classBeans());
        List<ToolDefinition> tools = reader.read(methods);
        wrong.produce(errors);
        return new ToolsBuildItem(tools);
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem registry(ToolsBuildItem found, Capabilities capabilities, ToolRecorder recorder,
            ValidationRecorder validation, RecorderContext context, BuildProducer<GeneratedClassBuildItem> classes,
            BuildProducer<GeneratedResourceBuildItem> resources,
            BuildProducer<NativeImageResourceBuildItem> nativeResources) {
        SyntheticBeanBuildItem.ExtendedBeanConfigurator bean = SyntheticBeanBuildItem.configure(ToolRegistry.class)
                .scope(Singleton.class).unremovable();
        List<ToolDefinition> tools = found.tools();
        if (tools.isEmpty()) {
            return bean.supplier(recorder.noTools()).done();
        }
        new InvokerTables(classes, resources).generate(INVOKERS, tools.stream().map(ToolDefinition::invoker).toList());
        resources.produce(new GeneratedResourceBuildItem(ToolManifest.RESOURCE, ManifestWriter.write(tools)));
        nativeResources.produce(new NativeImageResourceBuildItem(ToolManifest.RESOURCE));
        RuntimeValue<InvokerTable> invokers = context.newInstance(INVOKERS);
        RuntimeValue<ArgumentObjections> objections = capabilities.isPresent(Capability.HIBERNATE_VALIDATOR)
                ? validation.objections()
                : recorder.noObjections();
        return bean.supplier(recorder.tools(invokers, objections)).done();
    }
}
