package io.quarkiverse.codex.it.parity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether codex knows what the library sends, and what else it would take.
 */
final class SentParity {

    private final ProtocolSchema schema;
    private final ParityReport report;
    private final SortedMap<String, SchemaPart> methods;
    private final Map<String, Set<String>> parameters = new TreeMap<>();
    private final SortedSet<String> inputTypes = new TreeSet<>();
    private final Map<String, Function<JsonNode, List<String>>> checks = new HashMap<>();
    private final Set<String> problems = new TreeSet<>();

    SentParity(ProtocolSchema schema, ParityReport report) {
        this.schema = schema;
        this.report = report;
        this.methods = schema.methods(ProtocolSchema.CLIENT_REQUESTS);
    }

    /**
     * Checks the lines that were sent, and what would have fitted into them.
     *
     * @param foreign the configuration that is not the library's but the test's
     */
    void check(List<JsonNode> lines, Set<String> foreign) {
        lines.forEach(this::check);
        lines.forEach(line -> line.path("params").path("config").fieldNames().forEachRemaining(key -> {
            if (foreign.stream().noneMatch(known -> key.equals(known) || key.startsWith(known + "."))) {
                checkKey(key);
            }
        }));
        parameters.forEach((method, sent) -> methods.get(method).properties().keySet().stream()
                .filter(name -> !sent.contains(name)).forEach(name -> report.add("parameter not sent", method + " " + name)));
        schema.definition(ProtocolSchema.CLIENT_REQUESTS, "UserInput").words().stream()
                .filter(type -> !inputTypes.contains(type)).forEach(type -> report.add("input not sent", type));
    }

    private void check(JsonNode line) {
        String method = line.path("method").textValue();
        if (method == null) {
            // The answer to a request: AnswerParity checks all there are.
            return;
        }
        if (!line.has("id")) {
            if (!schema.methods(ProtocolSchema.CLIENT_NOTIFICATIONS).containsKey(method)) {
                problems.add("There is no notification " + method);
            }
            return;
        }
        problem(method, checks.computeIfAbsent("", any -> schema.whole(ProtocolSchema.REQUEST).strictCheck()).apply(line));
        SchemaPart params = methods.get(method);
        if (params == null) {
            problems.add("There is no method " + method);
            return;
        }
        problem(method, checks.computeIfAbsent(method, any -> params.strictCheck()).apply(line.path("params")));
        Set<String> sent = parameters.computeIfAbsent(method, any -> new TreeSet<>());
        line.path("params").fieldNames().forEachRemaining(sent::add);
        line.path("params").path("input").forEach(item -> inputTypes.add(item.path("type").asText()));
    }

    /** The schema knows some of codex' configuration, and of what it knows the parts have to be right. */
    private void checkKey(String dotted) {
        List<String> keys = List.of(dotted.split("\\."));
        SchemaPart known = schema.definition(ProtocolSchema.EVERYTHING, "Config").properties().get(keys.get(0));
        if (known == null) {
            report.add("configuration beyond the schema", keys.get(0));
        } else if (keys.size() > 1 && !known.properties().isEmpty() && !known.properties().containsKey(keys.get(1))) {
            problems.add("There is no configuration " + dotted);
        }
    }

    private void problem(String method, List<String> violations) {
        violations.forEach(violation -> problems.add(method + ": " + violation));
    }

    /** Compares names of ours with a definition, in both directions. Which belong together no schema can tell. */
    void checkNames(String definition, Stream<String> names) {
        SortedSet<String> known = schema.definition(ProtocolSchema.EVERYTHING, definition).words();
        Set<String> ours = names.collect(Collectors.toCollection(TreeSet::new));
        ours.stream().filter(name -> !known.contains(name)).forEach(name -> problems.add("No " + definition + " is " + name));
        known.stream().filter(name -> !ours.contains(name)).forEach(name -> report.add("value", definition + " " + name));
    }

    /**
     * Methods that stand in the code but were never sent here can at least be looked up. A text counts as one when it begins
     * like one.
     */
    void checkMethods(Set<String> inTheCode) {
        Set<String> known = new TreeSet<>(methods.keySet());
        for (String document : List.of(ProtocolSchema.NOTIFICATIONS, ProtocolSchema.SERVER_REQUESTS,
                ProtocolSchema.CLIENT_NOTIFICATIONS)) {
            known.addAll(schema.methods(document).keySet());
        }
        Set<String> beginnings = known.stream().filter(method -> method.contains("/"))
                .map(method -> method.substring(0, method.indexOf('/') + 1)).collect(Collectors.toSet());
        inTheCode.stream().filter(text -> text.matches("\\w+(/\\w+)+") && beginnings.stream().anyMatch(text::startsWith))
                .filter(method -> !known.contains(method))
                .forEach(method -> problems.add("There is no method " + method + ", which stands in the code"));
        for (String method : methods.keySet()) {
            if (!parameters.containsKey(method)) {
                report.add(inTheCode.contains(method) ? "method not tried here" : "method not sent", method);
            }
        }
    }

    SortedSet<String> inputTypes() {
        return inputTypes;
    }

    List<String> problems() {
        return new ArrayList<>(problems);
    }
}
