package io.quarkiverse.codex.approval;

import java.util.List;
import java.util.Objects;

/**
 * codex wants to change files.
 * <p>
 * In the present protocol the request does not tell which files: they stand in the item {@link #itemId()}, whose
 * {@code item/started} came before.
 *
 * @param origin see {@link ApprovalRequest#origin()}
 * @param paths the files that would be changed, added or removed, as codex names them, on its machine; or {@code null} when
 *        nobody has told
 * @param reason why it is asked, or {@code null}
 * @param grantRoot the directory under which codex asks to write for the rest of the session, or {@code null}
 */
public record FileChangeApproval(Origin origin, List<String> paths, String reason, String grantRoot)
        implements
            ApprovalRequest {

    public FileChangeApproval {
        Objects.requireNonNull(origin, "origin");
        paths = paths == null ? null : List.copyOf(paths);
    }

    /**
     * Returns this request with the files it is about.
     *
     * @param paths the files, or {@code null} for unknown
     * @return the request, never {@code null}
     */
    public FileChangeApproval withPaths(List<String> paths) {
        return new FileChangeApproval(origin, paths, reason, grantRoot);
    }

    @Override
    public String toString() {
        return "FileChangeApproval" + origin;
    }
}
