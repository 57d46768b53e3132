package io.quarkiverse.codex.review;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses requests that call the service by a name that is not its own. A page of another site could otherwise give its own
 * name
 * this machine's address, and would be let in by the browser of whoever looks at it.
 */
class OwnHostFilter {

    private final ReviewConfig config;

    OwnHostFilter(ReviewConfig config) {
        this.config = config;
    }

    @ServerRequestFilter
    RestResponse<Problem> check(ContainerRequestContext request) {
        if (config.ownHosts().contains(request.getUriInfo().getRequestUri().getHost())) {
            return null;
        }
        return RestResponse.status(RestResponse.Status.FORBIDDEN,
                new Problem("This service is not called by that name: see review.own-hosts"));
    }
}
