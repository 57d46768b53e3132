package io.quarkiverse.codex.runtime.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;

/**
 * A value that fits no branch of an {@code anyOf} brings the complaints of every branch. That an object is not {@code null}, or
 * not the alternative with another discriminator, helps nobody if another branch came closer: such messages are left out.
 */
final class WrongBranches {

    /** One {@code anyOf} applied to one value. */
    private record Choice(String schema, String instance) {
    }

    private record Branch(Choice choice, String index, String rest) {
    }

    private final Map<Choice, Set<String>> all = new HashMap<>();
    private final Map<Choice, Set<String>> foreign = new HashMap<>();

    WrongBranches(Collection<ValidationMessage> messages) {
        for (ValidationMessage message : messages) {
            for (Branch branch : branches(message)) {
                all.computeIfAbsent(branch.choice(), choice -> new HashSet<>()).add(branch.index());
                if (isForeign(message, branch)) {
                    foreign.computeIfAbsent(branch.choice(), choice -> new HashSet<>()).add(branch.index());
                }
            }
        }
    }

    boolean include(ValidationMessage message) {
        for (Branch branch : branches(message)) {
            Set<String> wrong = foreign.getOrDefault(branch.choice(), Set.of());
            boolean noneCameCloser = wrong.equals(all.get(branch.choice()));
            if (noneCameCloser ? !isForeign(message, branch) : wrong.contains(branch.index())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForeign(ValidationMessage message, Branch branch) {
        String rest = branch.rest().startsWith("/$ref") ? branch.rest().substring("/$ref".length()) : branch.rest();
        if (rest.equals("/type")) {
            return true;
        }
        JsonNode keyword = message.getSchemaNode();
        return rest.matches("/properties/[^/]+/enum")
                && (keyword.isArray() ? keyword : keyword.path("enum")).size() == 1;
    }

    /** The branches the message lies in, outermost first. */
    private static List<Branch> branches(ValidationMessage message) {
        List<Branch> branches = new ArrayList<>();
        String path = message.getEvaluationPath().toString();
        String[] steps = path.split("/");
        String[] instance = message.getInstanceLocation().toString().split("/");
        int depth = 0;
        int length = 0;
        for (int index = 1; index < steps.length; index++) {
            length += 1 + steps[index].length();
            if (steps[index].equals("items")) {
                depth++;
            } else if (steps[index].equals("properties") && index + 1 < steps.length) {
                depth++;
                length += 1 + steps[++index].length();
            } else if (steps[index].equals("anyOf") && index + 1 < steps.length) {
                Choice choice = new Choice(path.substring(0, length), String.join("/", List.of(instance)
                        .subList(0, Math.min(depth + 1, instance.length))));
                length += 1 + steps[++index].length();
                branches.add(new Branch(choice, steps[index], path.substring(length)));
            }
        }
        return branches;
    }
}
