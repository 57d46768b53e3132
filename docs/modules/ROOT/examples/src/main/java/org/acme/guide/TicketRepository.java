package org.acme.guide;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Where tickets are kept. */
@ApplicationScoped
public class TicketRepository {

    private final Map<Long, String> closed = new ConcurrentHashMap<>();

    void close(long number, String reason) {
        closed.put(number, reason);
    }
}
