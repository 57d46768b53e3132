package org.acme;

import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnResult;
import io.smallrye.mutiny.Uni;

/** Images. */
// tag::class[]
@ApplicationScoped
public class Pictures {

    @Inject
    CodexClient codex;

    public Uni<String> difference(Path before, Path after) {
        TurnInput input = TurnInput.text("What has changed between these screenshots?")
                .image(before.toAbsolutePath()) // <1>
                .image(after.toAbsolutePath());
        return codex.startThread().run(input).map(TurnResult::finalResponse);
    }
}
// end::class[]
