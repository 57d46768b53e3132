package io.quarkiverse.codex.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;

import io.quarkiverse.codex.runtime.tool.ToolNames;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;

/**
 * Reads tools off methods.
 */
final class ToolReader {

    private final TransformedAnnotationsBuildItem annotations;
    private final InvokerFactoryBuildItem invokers;
    private final MethodErrors errors;
    private final ToolParameters parameters;

    /**
     * @param errors takes what is wrong
     */
    ToolReader(TransformedAnnotationsBuildItem annotations, InvokerFactoryBuildItem invokers, MethodErrors errors) {
        this.annotations = annotations;
        this.invokers = invokers;
        this.errors = errors;
        this.parameters = new ToolParameters(errors);
    }

    /**
     * @return the tools that are right, in the order of their qualified names
     */
    List<ToolDefinition> read(List<BeanMethod> methods) {
        TreeMap<String, ToolDefinition> tools = new TreeMap<>(Comparator.naturalOrder());
        TreeMap<String, BeanMethod> taken = new TreeMap<>();
        for (BeanMethod method : methods) {
            String namespace = text(method.annotation(), "namespace", "");
            String name = text(method.annotation(), "name", "");
            name = name.isEmpty() ? method.method().name() : name;
            String qualifiedName = namespace.isEmpty() ? name : namespace + "." + name;
            BeanMethod other = taken.putIfAbsent(qualifiedName, method);
            if (other != null) {
                errors.add(method, "a tool named '" + qualifiedName + "' is there already, " + other.label()
                        + ": give one of them another name with @CodexTool(name = ...), or a namespace");
                continue;
            }
            ToolDefinition tool = read(method, namespace, name);
            if (tool != null) {
                tools.put(qualifiedName, tool);
            }
        }
        return List.copyOf(tools.values());
    }

    private ToolDefinition read(BeanMethod method, String namespace, String name) {
        int errorsBefore = errors.count();
        MethodRules.problems(method, "a tool").forEach(problem -> errors.add(method, problem));
        ToolNames.problem(namespace, name).ifPresent(problem -> errors.add(method, problem));
        ResultRules.problem(method.method().returnType()).ifPresent(problem -> errors.add(method, problem));
        String description = text(method.annotation(), "description", "");
        if (description.isBlank()) {
            errors.add(method, "the model knows a tool by its description only: say what it does and when to use it with"
                    + " @CodexTool(description = ...)");
        }
        boolean readOnly = flag(method.annotation(), "readOnly");
        boolean destructive = flag(method.annotation(), "destructive");
        if (readOnly && destructive) {
            errors.add(method, "a tool cannot both change nothing and destroy something: leave out readOnly or destructive");
        }
        ToolParameters.Read arguments = parameters.read(method);
        if (errors.count() > errorsBefore) {
            return null;
        }
        ToolInfo info = new ToolInfo(namespace, name, description, arguments.schema(), readOnly, destructive,
                flag(method.annotation(), "idempotent"));
        return new ToolDefinition(method, info, arguments.parameters(), arguments.types(),
                ExecutionModels.of(method, annotations),
                invokers.createInvoker(method.bean(), method.method()).withInstanceLookup().build());
    }

    static String text(AnnotationInstance annotation, String member, String otherwise) {
        AnnotationValue value = annotation == null ? null : annotation.value(member);
        return value == null ? otherwise : value.asString();
    }

    private static boolean flag(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return value != null && value.asBoolean();
    }
}
