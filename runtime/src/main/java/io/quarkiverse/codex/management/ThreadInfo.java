package io.quarkiverse.codex.management;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What codex knows about a thread without its turns.
 *
 * @param id the id for {@code CodexClient.resumeThread}, never {@code null}
 * @param name the name it was given, or {@code null}
 * @param preview the beginning of what it was first asked for; empty for a thread without turns; never {@code null}
 * @param cwd the directory it works in, on codex' machine, or {@code null}
 * @param model the model of its last turn, or {@code null}
 * @param modelProvider the provider of the model, or {@code null}
 * @param status {@code idle} or {@code active} when the server that was asked has it open, otherwise {@code notLoaded}, and
 *        perhaps others; never {@code null}
 * @param source what started it: {@code vscode} for all threads of the app-server, {@code exec}, {@code cli}; {@code null}
 *        when codex said it in another form
 * @param forkedFromId the thread it is a copy of, or {@code null}
 * @param ephemeral whether it is kept in memory only
 * @param createdAt when it was started, to the second, or {@code null}
 * @param updatedAt when something last happened in it, to the second, or {@code null}
 * @param raw everything that codex said about it, unknown fields included; never {@code null}, not to be changed
 */
public record ThreadInfo(String id, String name, String preview, String cwd, String model, String modelProvider,
        String status, String source, String forkedFromId, boolean ephemeral, Instant createdAt, Instant updatedAt,
        JsonNode raw) {

    /**
     * Tells the id and the status only: names and prompts do not belong in logs.
     */
    @Override
    public String toString() {
        return "ThreadInfo[" + id + ", " + status + "]";
    }
}
