package io.quarkiverse.codex.deployment;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.schema.ArgumentSchema;
import io.quarkiverse.codex.runtime.schema.UnsupportedTypeException;
import io.quarkiverse.codex.runtime.tool.ArgumentTypes;
import io.quarkiverse.codex.runtime.tool.ToolManifest;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkiverse.codex.tool.ToolContext;

/**
 * Reads the parameters of tools: their names, their schema, their defaults.
 */
final class ToolParameters {

    private static final DotName TOOL_ARG = DotName.createSimple(ToolArg.class);
    private static final DotName CONTEXT = DotName.createSimple(ToolContext.class);
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private final MethodErrors errors;
    private final ClassLoader application = Thread.currentThread().getContextClassLoader();
    private final ObjectMapper mapper = BuildTimeMapper.create(application);
    private final ArgumentSchema schemas = new ArgumentSchema(mapper);

    ToolParameters(MethodErrors errors) {
        this.errors = errors;
    }

    /**
     * What was read.
     *
     * @param schema the schema of all arguments
     * @param parameters the parameters as the manifest has them
     * @param types the types of the arguments, as Jackson writes them
     */
    record Read(ObjectNode schema, List<ObjectNode> parameters, List<String> types) {
    }

    Read read(BeanMethod method) {
        ReflectedMethod reflected = ReflectedMethod.of(method, application);
        ArgumentSchema schema = schemas.another();
        List<ObjectNode> parameters = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<DefaultValue> defaults = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean context = false;
        for (MethodParameterInfo parameter : method.method().parameters()) {
            ObjectNode described = JsonNodeFactory.instance.objectNode();
            parameters.add(described);
            if (parameter.type().name().equals(CONTEXT)) {
                if (context) {
                    errors.add(method, "it has two parameters of type ToolContext, and there is one context for each call:"
                            + " keep one of them");
                }
                context = true;
                continue;
            }
            AnnotationInstance annotation = parameter.declaredAnnotation(TOOL_ARG);
            Optional<String> name = name(method, parameter, annotation, names);
            if (name.isPresent()) {
                JavaType type = reflected.type(parameter.position(), mapper);
                Optional<String> written = ArgumentTypes.write(type, mapper.getTypeFactory());
                if (written.isEmpty()) {
                    errors.add(method, "the argument '" + name.get() + "' is an array of a type with type arguments, which are"
                            + " lost where it is read: use a List instead of the array");
                    continue;
                }
                described.put(ToolManifest.ARGUMENT, name.get()).put(ToolManifest.TYPE, written.get());
                types.add(written.get());
                argument(method, schema, name.get(), type, annotation, reflected.annotations(parameter.position()))
                        .ifPresent(text -> defaults.add(new DefaultValue(name.get(), type, text, described)));
            }
        }
        ObjectNode json = schema.json();
        for (DefaultValue value : defaults) {
            value.problem(json, mapper).ifPresent(problem -> errors.add(method, problem));
        }
        return new Read(json, parameters, types);
    }

    /** Returns the default that is still to be looked at, when the schema is complete. */
    private Optional<String> argument(BeanMethod method, ArgumentSchema schema, String name, JavaType type,
            AnnotationInstance annotation, List<Annotation> others) {
        AnnotationValue required = annotation == null ? null : annotation.value("required");
        String defaultValue = ToolReader.text(annotation, "defaultValue", "");
        boolean optional = required != null && !required.asBoolean()
                || others.stream().anyMatch(other -> other.annotationType().getSimpleName().equals("Nullable"));
        if (optional && defaultValue.isEmpty() && type.isPrimitive()) {
            errors.add(method, "the argument '" + name + "' need not be given, but a " + type.getRawClass().getName()
                    + " cannot be null: give it a default, or use the wrapper class");
        }
        try {
            schema.add(name, type, ToolReader.text(annotation, "description", null), !optional && defaultValue.isEmpty(),
                    others);
        } catch (UnsupportedTypeException unsupported) {
            errors.add(method, "the argument '" + name + "' cannot be described to the model, because of "
                    + unsupported.typeName() + " at " + unsupported.path() + ": " + unsupported.problem());
            return Optional.empty();
        }
        return defaultValue.isEmpty() ? Optional.empty() : Optional.of(defaultValue);
    }

    private Optional<String> name(BeanMethod method, MethodParameterInfo parameter, AnnotationInstance annotation,
            Set<String> names) {
        String name = ToolReader.text(annotation, "name", "");
        name = name.isEmpty() ? parameter.name() : name;
        if (name == null) {
            errors.add(method, "the name of parameter " + (parameter.position() + 1) + " is not in the class: compile with"
                    + " -parameters, or name it with @ToolArg(name = ...)");
            return Optional.empty();
        }
        if (!NAME.matcher(name).matches()) {
            errors.add(method, "'" + name + "' cannot be the name of an argument: use letters of the English alphabet,"
                    + " digits, '_', '-' and '.', 64 at most, with @ToolArg(name = ...)");
            return Optional.empty();
        }
        if (!names.add(name)) {
            errors.add(method, "it has two arguments named '" + name + "': rename one of them");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    /**
     * A method, as reflection sees it: what Jackson needs.
     */
    private record ReflectedMethod(Class<?> beanClass, Method method) {

        static ReflectedMethod of(BeanMethod found, ClassLoader application) {
            MethodInfo wanted = found.method();
            try {
                Class<?> declaring = Class.forName(wanted.declaringClass().name().toString(), false, application);
                Class<?> bean = found.bean() == null ? declaring
                        : Class.forName(found.bean().getBeanClass().toString(), false, application);
                return new ReflectedMethod(bean, Stream.of(declaring.getDeclaredMethods())
                        .filter(method -> isSame(method, wanted)).findFirst().orElseThrow());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("The class of " + found.label() + " is in the application but cannot be read",
                        e);
            }
        }

        private static boolean isSame(Method method, MethodInfo wanted) {
            if (!method.getName().equals(wanted.name()) || method.isBridge()
                    || method.getParameterCount() != wanted.parametersCount()) {
                return false;
            }
            for (int i = 0; i < wanted.parametersCount(); i++) {
                if (!method.getParameterTypes()[i].getName().equals(wanted.parameterType(i).name().toString())) {
                    return false;
                }
            }
            return true;
        }

        JavaType type(int parameter, ObjectMapper mapper) {
            JavaType declaring = mapper.constructType(beanClass).findSuperType(method.getDeclaringClass());
            return mapper.getTypeFactory().resolveMemberType(method.getGenericParameterTypes()[parameter],
                    declaring.getBindings());
        }

        List<Annotation> annotations(int position) {
            Parameter parameter = method.getParameters()[position];
            return Stream.of(parameter.getAnnotations(), parameter.getAnnotatedType().getAnnotations()).flatMap(Stream::of)
                    .distinct().toList();
        }
    }

    /**
     * A default that is still to be understood.
     *
     * @param described the parameter as the manifest has it
     */
    private record DefaultValue(String argument, JavaType type, String text, ObjectNode described) {

        Optional<String> problem(ObjectNode schema, ObjectMapper mapper) {
            Optional<JsonNode> value = Defaults.read(text, argument, type, schema, mapper);
            value.ifPresent(read -> {
                described.set(ToolManifest.DEFAULT_VALUE, read);
                ObjectNode property = (ObjectNode) schema.path("properties").path(argument);
                property.set("default", read);
                String description = property.path("description").asText("");
                property.put("description", (description.isEmpty() ? "" : description + " ") + "(default: " + text + ")");
            });
            return value.isPresent() ? Optional.empty()
                    : Optional.of("the default '" + text + "' of the argument '" + argument + "' is no "
                            + type.getRawClass().getSimpleName()
                            + ": write it as JSON, and a text, a date or the like as it is, without quotation marks");
        }
    }
}
