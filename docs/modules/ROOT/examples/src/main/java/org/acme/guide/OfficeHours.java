package org.acme.guide;

import java.time.LocalTime;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.codex.CodexClientName;
import io.quarkiverse.codex.tool.ToolInfo;
import io.quarkiverse.codex.tool.ToolSelection;

/** Choosing the tools of a client. */
// tag::class[]
@ApplicationScoped
@CodexClientName("support")
public class OfficeHours implements ToolSelection {

    @Override
    public boolean includes(ToolInfo tool) {
        int hour = LocalTime.now().getHour();
        return tool.readOnly() || hour >= 9 && hour < 17;
    }
}
// end::class[]
