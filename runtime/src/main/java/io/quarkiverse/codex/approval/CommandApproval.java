package io.quarkiverse.codex.approval;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * codex wants to run a command, or to reach a host that a command needs.
 * <p>
 * An accepted command may run <em>outside</em> the sandbox: codex asks also when the model wants just that, and what it sends
 * does not tell the two apart.
 *
 * @param origin see {@link ApprovalRequest#origin()}
 * @param command the command line, quoted as for a POSIX shell, usually a shell that gets the model's script, for example
 *        {@code /bin/bash -c 'git status'}; {@code null} when codex does not tell
 * @param actions what codex thinks the command does, for display: it is a guess; never {@code null}
 * @param cwd the directory the command would run in, absolute, on codex' machine; or {@code null}
 * @param reason why it is asked, often in the model's own words; or {@code null}
 * @param kind what is asked: {@link #COMMAND}, or another word, for example {@code writeStdin} for input to a command that
 *        runs already; never {@code null}
 * @param proposedAmendment the beginning of commands, word by word, that codex would from then on run without asking if the
 *        decision is {@link ApprovalDecision#acceptWithAmendment()}; the model may have chosen it; never {@code null}, empty
 *        when there is none
 * @param proposedNetworkRules the rules that {@link ApprovalDecision#networkRule(NetworkRule)} can choose from; never
 *        {@code null}
 * @param network the host in question, or {@code null} when it is not about the network
 * @param additionalPermissions what the command would be allowed beyond the sandbox, in codex' own form, or {@code null}
 * @param availableDecisions the names of the decisions that codex lists, or {@code null} when it sent no list. The list of
 *        codex 0.169.0 lacks {@code decline}, which it understands all the same
 */
public record CommandApproval(Origin origin, String command, List<CommandAction> actions, String cwd, String reason,
        String kind,
        List<String> proposedAmendment, List<NetworkRule> proposedNetworkRules, NetworkTarget network,
        JsonNode additionalPermissions, List<String> availableDecisions) implements ApprovalRequest {

    /** The kind that asks for a command to be run. */
    public static final String COMMAND = "command";

    public CommandApproval {
        Objects.requireNonNull(origin, "origin");
        kind = kind == null ? COMMAND : kind;
        actions = actions == null ? List.of() : List.copyOf(actions);
        proposedAmendment = proposedAmendment == null ? List.of() : List.copyOf(proposedAmendment);
        proposedNetworkRules = proposedNetworkRules == null ? List.of() : List.copyOf(proposedNetworkRules);
        availableDecisions = availableDecisions == null ? null : List.copyOf(availableDecisions);
    }

    /**
     * Returns the command's words if it is one plain command: no second command, redirection, substitution, variable,
     * wildcard or assignment. This is the only form in which a command can be judged by how it begins: that
     * {@code git status; rm -r /} begins with {@code git status} says nothing.
     *
     * @return the words without quotes, the program first; empty when the command is not plain, or when it is not (only) a
     *         command that is asked for but input to one, access to a host, or further permissions
     */
    public Optional<List<String>> plainWords() {
        if (command == null || network != null || additionalPermissions != null || !COMMAND.equals(kind)) {
            return Optional.empty();
        }
        return CommandLine.plainWords(command);
    }

    @Override
    public String toString() {
        return "CommandApproval" + origin;
    }

    /**
     * What codex thinks a part of a command does.
     *
     * @param type {@code read}, {@code listFiles}, {@code search}, {@code unknown} or another word; never {@code null}
     * @param command that part of the command, or {@code null}
     * @param name the name of the file that is read, or {@code null}
     * @param path the path that is read, listed or searched, or {@code null}
     * @param query what is searched for, or {@code null}
     */
    public record CommandAction(String type, String command, String name, String path, String query) {

        public CommandAction {
            type = type == null ? "unknown" : type;
        }

        @Override
        public String toString() {
            return "CommandAction[" + type + "]";
        }
    }

    /**
     * A host that a command wants to reach.
     *
     * @param host its name or address, never {@code null}
     * @param protocol {@code http}, {@code https}, {@code socks5Tcp}, {@code socks5Udp} or another word; or {@code null}
     */
    public record NetworkTarget(String host, String protocol) {

        public NetworkTarget {
            Objects.requireNonNull(host, "host");
        }
    }

    /**
     * A lasting rule about a host.
     *
     * @param host its name or address, never {@code null}
     * @param action {@code allow} or {@code deny}, never {@code null}
     */
    public record NetworkRule(String host, String action) {

        public NetworkRule {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(action, "action");
        }

        /**
         * Returns whether the rule opens access.
         *
         * @return {@code true} if so
         */
        public boolean allows() {
            return "allow".equals(action);
        }
    }
}
