package org.acme.guide;

import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionRedactor;

/** Leaving out what is not to be recorded. */
// tag::class[]
@ApplicationScoped
public class NoMailAddresses implements SessionRedactor {

    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w.-]+");

    @Override
    public SessionEntry redact(SessionKey key, SessionEntry entry) {
        return entry instanceof SessionItem item && item.item() instanceof AgentMessage message
                ? new SessionItem(item.turnId(), item.sequence(), item.at(),
                        new AgentMessage(message.id(), MAIL.matcher(message.text()).replaceAll("…")))
                : entry;
    }
}
// end::class[]
