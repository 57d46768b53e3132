package org.acme.guide;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.event.TurnCompleted;
import io.quarkiverse.codex.hook.ItemNotice;
import io.quarkiverse.codex.hook.TurnNotice;

/** CDI events. */
@ApplicationScoped
public class Notices {

    private static final Logger LOG = Logger.getLogger(Notices.class);

    // tag::observers[]
    void done(@ObservesAsync TurnNotice notice) {
        if (notice.event() instanceof TurnCompleted completed) {
            LOG.debugf("%s: %s", notice.threadId().orElse("?"), completed.status());
        }
    }

    void item(@ObservesAsync ItemNotice notice) {
        LOG.debugf("%s %s", notice.phase(), notice.item().type());
    }
    // end::observers[]
}
