package org.acme.guide;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

/** What the hooks keep books of. */
@ApplicationScoped
public class Accounts {

    private final AtomicLong tokens = new AtomicLong();

    boolean isEmpty() {
        return tokens.get() > 1_000_000_000;
    }

    void book(long used) {
        tokens.addAndGet(used);
    }

    void log(String threadId, String command, Integer exitCode) {
        Logger.getLogger(Accounts.class).debugf("%s: %s ended with %d", threadId, command, exitCode);
    }
}
