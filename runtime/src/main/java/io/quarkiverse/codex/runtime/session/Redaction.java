package io.quarkiverse.codex.runtime.session;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.codex.item.CommandExecution;
import io.quarkiverse.codex.session.SessionEntry;
import io.quarkiverse.codex.session.SessionException;
import io.quarkiverse.codex.session.SessionItem;
import io.quarkiverse.codex.session.SessionKey;
import io.quarkiverse.codex.session.SessionRedactor;

/**
 * Takes out of entries what is not to be stored: what is secret, the outputs of commands where they are not wanted, and what
 * the application's own redactors find.
 */
final class Redaction {

    static final String NOT_STORED = "[not stored]";

    private final Optional<SecretMask> mask;
    private final boolean keepOutputs;
    private final List<SessionRedactor> redactors;

    /**
     * @param mask masks secrets, or empty to store texts as they are
     * @param keepOutputs whether outputs of commands are stored
     * @param redactors the application's own, in order
     */
    Redaction(Optional<SecretMask> mask, boolean keepOutputs, List<SessionRedactor> redactors) {
        this.mask = mask;
        this.keepOutputs = keepOutputs;
        this.redactors = List.copyOf(redactors);
    }

    /**
     * Redacts an entry.
     *
     * @throws SessionException when a redactor fails: what nobody has looked at is not stored
     */
    SessionEntry redact(SessionKey key, SessionEntry entry) {
        SessionEntry redacted = keepOutputs ? entry : withoutOutput(entry);
        if (mask.isPresent()) {
            redacted = mask.get().apply(redacted);
        }
        for (SessionRedactor redactor : redactors) {
            redacted = redact(redactor, key, redacted);
        }
        return redacted;
    }

    private static SessionEntry redact(SessionRedactor redactor, SessionKey key, SessionEntry entry) {
        SessionEntry redacted;
        try {
            redacted = redactor.redact(key, entry);
        } catch (RuntimeException e) {
            throw new SessionException("The redactor " + redactor.getClass().getName() + " failed, and the turn with it: what"
                    + " was not looked at is not stored", e);
        }
        if (redacted == null || !redacted.turnId().equals(entry.turnId()) || redacted.sequence() != entry.sequence()) {
            throw new SessionException("The redactor " + redactor.getClass().getName() + " returned "
                    + (redacted == null ? "null" : "an entry of another turn or with another sequence")
                    + ": return the entry that it was given, or a copy of it with less in it");
        }
        return redacted;
    }

    private static SessionEntry withoutOutput(SessionEntry entry) {
        if (entry instanceof SessionItem item && item.item() instanceof CommandExecution command
                && !command.aggregatedOutput().isEmpty()) {
            return new SessionItem(item.turnId(), item.sequence(), item.at(),
                    new CommandExecution(command.id(), command.command(), NOT_STORED, command.exitCode(), command.status(),
                            command.cwd(), command.durationMs(), command.extra()),
                    item.extra());
        }
        return entry;
    }
}
