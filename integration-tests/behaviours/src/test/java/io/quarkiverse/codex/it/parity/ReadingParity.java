package io.quarkiverse.codex.it.parity;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.event.ItemCompleted;
import io.quarkiverse.codex.event.ItemStarted;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.UnknownEvent;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.item.UnknownItem;
import io.quarkiverse.codex.runtime.protocol.AppServerCodec;
import io.quarkiverse.codex.runtime.protocol.RoutedEvent;

/**
 * What becomes of everything that codex can say, by its schema. There is no list of what is known: each message is read, and
 * what the library has no name for comes out as unknown, or in {@code extra}.
 */
final class ReadingParity {

    private final ProtocolSchema schema;
    private final ParityReport report;
    private final SortedMap<String, Owner> events = new TreeMap<>();
    private final SortedMap<String, Owner> items = new TreeMap<>();
    private final Set<Class<?>> seenTypes = new HashSet<>();
    private final Set<Enum<?>> seenConstants = new HashSet<>();

    ReadingParity(ProtocolSchema schema, ParityReport report) {
        this.schema = schema;
        this.report = report;
    }

    void read() throws ReflectiveOperationException {
        for (Map.Entry<String, SchemaPart> notification : schema.methods(ProtocolSchema.NOTIFICATIONS).entrySet()) {
            for (JsonNode params : SchemaSamples.of(notification.getValue())) {
                read(notification.getKey(), (ObjectNode) params);
            }
        }
        events.forEach((name, owner) -> owner.report(name, Set.of(), report));
        Set<String> common = new TreeSet<>(items.values().iterator().next().fields());
        items.values().forEach(item -> common.retainAll(item.fields()));
        common.forEach(name -> report.add("field", "every item " + name));
        items.forEach((name, owner) -> owner.report(name, common, report));
        readErrors();
        reportUnseen(TurnEvent.class, ThreadItem.class);
    }

    private void read(String method, ObjectNode params) throws ReflectiveOperationException {
        RoutedEvent routed = AppServerCodec.event(method, params);
        if (routed == null) {
            report.add("notification of no thread", method);
        } else if (routed.event() instanceof UnknownEvent) {
            report.add("notification", method);
        } else {
            see(routed.event());
            String name = routed.event().getClass().getSimpleName();
            events.computeIfAbsent(name, any -> new Owner()).add(params, routed.event().extra());
            if (routed.event() instanceof ItemStarted started) {
                read(params.path("item"), started.item());
            } else if (routed.event() instanceof ItemCompleted completed) {
                read(params.path("item"), completed.item());
            }
        }
    }

    private void read(JsonNode raw, ThreadItem item) {
        String type = raw.path("type").asText();
        if (item instanceof UnknownItem) {
            report.add("item", type);
        } else {
            items.computeIfAbsent(type, any -> new Owner()).add(raw, item.extra());
        }
    }

    private void readErrors() {
        SchemaPart infos = schema.definition(ProtocolSchema.NOTIFICATIONS, "CodexErrorInfo");
        Set<String> names = infos.words();
        for (JsonNode info : SchemaSamples.of(infos)) {
            TurnErrorKind kind = new TurnError("", info, null).kind();
            String name = info.isObject() && info.size() == 1 ? info.fieldNames().next() : info.asText();
            seenConstants.add(kind);
            // The last alternative is anything at all, which has no name.
            if (kind == TurnErrorKind.UNKNOWN && names.contains(name)) {
                report.add("error kind", name);
            }
        }
        reportUnseenOf(TurnErrorKind.class);
    }

    private void see(Object value) throws ReflectiveOperationException {
        if (value instanceof Enum<?> constant) {
            seenConstants.add(constant);
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                see(element);
            }
        } else if (value instanceof Record) {
            seenTypes.add(value.getClass());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                see(component.getAccessor().invoke(value));
            }
        }
    }

    private void reportUnseen(Class<?>... sealedTypes) {
        Set<Class<?>> enums = new LinkedHashSet<>();
        for (Class<?> sealedType : sealedTypes) {
            for (Class<?> permitted : sealedType.getPermittedSubclasses()) {
                if (!seenTypes.contains(permitted)) {
                    report.add("never read", permitted.getSimpleName());
                }
                collectEnums(permitted, enums);
            }
        }
        enums.forEach(this::reportUnseenOf);
    }

    private void reportUnseenOf(Class<?> enumeration) {
        for (Object constant : enumeration.getEnumConstants()) {
            // Unknown is what the reading of a schema's own words should never come to.
            if (!seenConstants.contains(constant) && !((Enum<?>) constant).name().equals("UNKNOWN")) {
                report.add("never read", enumeration.getName().replaceFirst(".*\\.", "") + "." + constant);
            }
        }
    }

    private static void collectEnums(Type type, Set<Class<?>> enums) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collectEnums(argument, enums);
            }
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            enums.add(plain);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                collectEnums(component.getGenericType(), enums);
            }
        }
    }

    /** What of an event or an item went into {@code extra}, all samples taken together. */
    private static final class Owner {

        private final SortedMap<String, Integer> present = new TreeMap<>();
        private final SortedMap<String, Integer> extra = new TreeMap<>();
        private final SortedMap<String, Set<String>> values = new TreeMap<>();
        private int samples;

        void add(JsonNode raw, Map<String, JsonNode> leftOver) {
            samples++;
            raw.fieldNames().forEachRemaining(name -> present.merge(name, 1, Integer::sum));
            leftOver.forEach((name, rest) -> {
                if (!rest.isMissingNode()) {
                    String original = raw.has(name) ? name : camel(name);
                    extra.merge(original, 1, Integer::sum);
                    values.computeIfAbsent(original, any -> new TreeSet<>()).addAll(left(raw.path(original), rest));
                }
            });
        }

        private static Set<String> left(JsonNode original, JsonNode rest) {
            Set<String> left = new TreeSet<>();
            if (rest.isObject() && rest.size() < original.size()) {
                rest.fieldNames().forEachRemaining(inner -> left.add("." + inner));
            } else {
                left.add(" = " + (original.isMissingNode() ? rest : original));
            }
            return left;
        }

        /** The components are called by the names of exec, what is unknown by those of the app-server. */
        private static String camel(String snake) {
            return Pattern.compile("_([a-z])").matcher(snake).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
        }

        /** What is left over whatever its value is: not the value is unknown but the field, or something in it. */
        Set<String> fields() {
            return extra.keySet().stream().filter(name -> extra.get(name).equals(present.getOrDefault(name, samples)))
                    .collect(Collectors.toSet());
        }

        void report(String owner, Set<String> without, ParityReport report) {
            Set<String> fields = fields();
            values.forEach((name, left) -> {
                if (left.stream().allMatch(value -> value.startsWith("."))) {
                    left.forEach(inner -> report.add("field", owner + " " + name + inner));
                } else if (!fields.contains(name)) {
                    left.forEach(value -> report.add("value", owner + " " + name + value));
                } else if (!without.contains(name)) {
                    report.add("field", owner + " " + name);
                }
            });
        }
    }
}
