package io.quarkiverse.codex.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;

/**
 * A secret, and all that pages show and exchange with the application, where it must not be.
 */
final class Canary {

    static final String KEY = "sk-canary-of-the-dev-ui";

    /** The document with what its components are made of, and what stands in their fields. */
    private static final String EVERYTHING = """
            () => {
                const inside = root => [...root.querySelectorAll('*')].map(element =>
                    (element.shadowRoot ? element.shadowRoot.innerHTML + inside(element.shadowRoot) : '')
                        + (typeof element.value === 'string' ? element.value : '')).join('\\n');
                return document.documentElement.outerHTML + inside(document);
            }""";

    private final List<String> messages = new ArrayList<>();

    void listenTo(Page page) {
        page.onWebSocket(socket -> {
            socket.onFrameSent(frame -> messages.add(frame.text()));
            socket.onFrameReceived(frame -> messages.add(frame.text()));
        });
    }

    static void assertNotShownBy(Page page) {
        assertThat(page.evaluate(EVERYTHING).toString()).contains("<qwc-codex-").doesNotContain(KEY);
    }

    void assertNotHeard() {
        assertThat(messages).anyMatch(message -> message.contains("\"jsonrpc\""))
                .anyMatch(message -> message.contains("quarkus-codex_"))
                .noneMatch(message -> message.contains(KEY));
    }
}
