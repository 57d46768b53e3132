package io.quarkiverse.codex.runtime.management;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.management.PastTurn;
import io.quarkiverse.codex.management.ThreadHistory;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.management.ThreadPage;
import io.quarkiverse.codex.runtime.protocol.AppServerCodec;

/**
 * Reads threads.
 */
final class ThreadReader {

    private ThreadReader() {
    }

    static ThreadPage page(JsonNode answer) {
        return new ThreadPage(Json.list(answer.path("data"), ThreadReader::info), Json.text(answer, "nextCursor"), answer);
    }

    static ThreadInfo info(JsonNode thread) {
        return new ThreadInfo(Json.textOrEmpty(thread, "id"), Json.text(thread, "name"), Json.textOrEmpty(thread, "preview"),
                Json.text(thread, "cwd"), Json.text(thread, "model"), Json.text(thread, "modelProvider"),
                Json.textOrEmpty(thread.path("status"), "type"), Json.text(thread, "source"),
                Json.text(thread, "forkedFromId"), thread.path("ephemeral").asBoolean(), Json.instant(thread, "createdAt"),
                Json.instant(thread, "updatedAt"), thread);
    }

    static ThreadHistory history(JsonNode answer) {
        JsonNode thread = answer.path("thread");
        return new ThreadHistory(info(thread), Json.list(thread.path("turns"), ThreadReader::turn), answer);
    }

    private static PastTurn turn(JsonNode turn) {
        return new PastTurn(Json.textOrEmpty(turn, "id"), Json.textOrEmpty(turn, "status"), error(turn.path("error")),
                items(turn.path("items")), Json.instant(turn, "startedAt"), Json.instant(turn, "completedAt"), turn);
    }

    private static TurnError error(JsonNode error) {
        if (!error.isObject()) {
            return null;
        }
        JsonNode kind = error.path("codexErrorInfo");
        return new TurnError(Json.textOrEmpty(error, "message"), kind.isMissingNode() || kind.isNull() ? null : kind,
                Json.text(error, "additionalDetails"));
    }

    private static List<ThreadItem> items(JsonNode items) {
        // What is no object is no item; it stays in what is raw.
        return Json.list(items, item -> item instanceof ObjectNode object ? AppServerCodec.item(object) : null);
    }
}
