package io.quarkiverse.codex.item;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A patch that the agent applied, or tried to apply, to files.
 *
 * @param id see {@link ThreadItem#id()}
 * @param changes the files of the patch, in its order; unmodifiable, never {@code null}
 * @param status how far the patch is
 * @param extra see {@link ThreadItem#extra()}
 */
public record FileChange(String id, List<Change> changes, ItemStatus status,
        Map<String, JsonNode> extra) implements ThreadItem {

    /** The type on the wire. */
    public static final String TYPE = "file_change";

    public FileChange {
        id = id == null ? "" : id;
        changes = changes == null ? List.of() : List.copyOf(changes);
        status = status == null ? ItemStatus.UNKNOWN : status;
        extra = extra == null ? Map.of() : extra;
    }

    /**
     * Creates an item with nothing beside its known components.
     */
    public FileChange(String id, List<Change> changes, ItemStatus status) {
        this(id, changes, status, Map.of());
    }

    @Override
    public String type() {
        return TYPE;
    }

    /**
     * What the patch does to one file.
     *
     * @param path the file, as codex names it: absolute, or relative to the working directory; never {@code null}
     * @param kind what is done to it
     * @param diff the new content of a file that is added, the old one of a file that is deleted, otherwise the difference in
     *        the unified format; or {@code null} where codex did not say, as with the exec transport
     * @param movePath where the file goes, or {@code null} if it stays where it is and with the exec transport
     */
    public record Change(String path, Kind kind, String diff, String movePath) {

        public Change {
            path = path == null ? "" : path;
            kind = kind == null ? Kind.UNKNOWN : kind;
        }

        /**
         * Creates a change with what the exec transport knows of it.
         */
        public Change(String path, Kind kind) {
            this(path, kind, null, null);
        }
    }

    /**
     * What a patch does to a file.
     */
    public enum Kind {
        /** The file is new. */
        ADD,
        /** The file is removed. */
        DELETE,
        /** The file's content changes. */
        UPDATE,
        /** A kind this version does not know; the original stands in {@link FileChange#extra()}. */
        UNKNOWN
    }
}
