// tag::file[]
package org.acme;

import java.nio.file.Paths;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The endpoint of getting started. */
@Path("/explain")
public class ExplainerResource {

    @Inject
    Explainer explainer;

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String explain() {
        return explainer.explain(Paths.get(".")); // <1>
    }
}
// end::file[]
