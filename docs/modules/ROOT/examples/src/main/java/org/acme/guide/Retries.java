package org.acme.guide;

import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.event.TurnEvent;
import io.quarkiverse.codex.event.TurnRetrying;

/** What is seen of retries. */
public class Retries {

    interface View {
        void clear();

        void note(String line);

        void show(TurnEvent event);
    }

    void follow(CodexThread thread, View view) {
        // tag::seen[]
        thread.runStreamed("Review the last commit").subscribe().with(event -> {
            if (event instanceof TurnRetrying retry) {
                view.clear(); // <1>
                view.note("Attempt " + retry.attempt() + " in " + retry.delay().toSeconds() + " s: " + retry.error().message());
            } else {
                view.show(event);
            }
        });
        // end::seen[]
    }
}
