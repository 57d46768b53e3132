package io.quarkiverse.codex.testing;

import java.util.List;

/**
 * A script that grows while its model already plays it: what {@link ScriptedModel#when(String)} returns. Write it down before
 * the application sends the prompt. One thread writes, any number of turns may play it.
 */
public final class LiveScript implements Scripting<LiveScript> {

    private final ScriptBook book;
    private volatile Script script;
    private boolean registered;

    LiveScript(ScriptBook book, Script script) {
        this.book = book;
        this.script = script;
    }

    @Override
    public LiveScript then(List<Step> steps) {
        script = script.then(steps);
        // Not before there is something to play: a prompt without an answer is better reported than met with silence.
        if (!registered) {
            registered = true;
            book.addLast(this::script);
        }
        return this;
    }

    @Override
    public LiveScript times(int turns) {
        script = script.times(turns);
        return this;
    }

    /**
     * The script as it stands.
     *
     * @return an immutable value, never {@code null}
     */
    public Script script() {
        return script;
    }
}
