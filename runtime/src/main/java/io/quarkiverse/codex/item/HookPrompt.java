package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What hooks have told the agent, as if the user had said it.
 *
 * @param id see {@link ThreadItem#id()}
 * @param fragments what each hook said; unmodifiable, never {@code null}
 * @param extra see {@link ThreadItem#extra()}
 */
public record HookPrompt(String id, List<Fragment> fragments, Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "hook_prompt";

    public HookPrompt {
        id = id == null ? "" : id;
        fragments = fragments == null ? List.of() : List.copyOf(fragments);
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public HookPrompt(String id, List<Fragment> fragments) {
        this(id, fragments, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * What one hook said.
     *
     * @param text the words, never {@code null}
     * @param hookRunId which run of a hook, never {@code null}
     */
    public record Fragment(String text, String hookRunId) {

        public Fragment {
            text = text == null ? "" : text;
            hookRunId = hookRunId == null ? "" : hookRunId;
        }
    }
}
