package io.quarkiverse.codex;

/**
 * Whether and how codex may search the web.
 */
public enum WebSearchMode {
    /** It may not. */
    DISABLED("disabled"),
    /** In what OpenAI keeps of the web. */
    CACHED("cached"),
    /** In an index of the web. */
    INDEXED("indexed"),
    /** In the web as it is now. */
    LIVE("live");

    private final String wireName;

    WebSearchMode(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns codex' own name of the mode.
     *
     * @return the name, never {@code null}
     */
    public String wireName() {
        return wireName;
    }
}
