// tag::file[]
package org.acme;

import java.nio.file.Path;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The endpoint of getting started. */
@jakarta.ws.rs.Path("/explain")
public class ExplainerResource {

    @Inject
    Explainer explainer;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String explain() {
        return explainer.explain(Path.of(".")); // <1>
    }
}
// end::file[]
