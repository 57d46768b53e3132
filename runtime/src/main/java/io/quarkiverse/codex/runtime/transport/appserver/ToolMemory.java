package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.codex.tool.ToolInfo;

/**
 * Remembers with which tools threads were started, and says so once of one that goes on with others. Thread-safe.
 */
final class ToolMemory {

    private static final Logger LOG = Logger.getLogger(ToolMemory.class);
    /** A forgotten thread is looked at again where codex runs on this machine, and only misses a line in the log elsewhere. */
    private static final int MOST_THREADS = 10_000;
    /** Of threads of which all is said that there is to say. */
    private static final List<ToolInfo> TOLD = new ArrayList<>();
    /** Another number of the same value is what codex makes of one that it reads and writes. */
    private static final Comparator<JsonNode> VALUES = (one, other) -> one.equals(other)
            || one.isNumber() && other.isNumber() && one.doubleValue() == other.doubleValue() ? 0 : 1;

    private final Map<String, List<ToolInfo>> threads = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<ToolInfo>> eldest) {
            return size() > MOST_THREADS;
        }
    };

    synchronized void started(String threadId, List<ToolInfo> tools) {
        threads.put(threadId, List.copyOf(tools));
    }

    /**
     * Notes that a thread was copied: codex keeps the copy with the tools of the original.
     */
    synchronized void copied(String threadId, String copyId) {
        List<ToolInfo> tools = threads.get(threadId);
        if (tools != null && tools != TOLD) {
            threads.put(copyId, tools);
        }
    }

    /**
     * Notes what was found out about a thread that is not remembered.
     *
     * @param tools with which tools it was started, empty where that cannot be known
     */
    synchronized void found(String threadId, Optional<List<ToolInfo>> tools) {
        threads.putIfAbsent(threadId, tools.map(List::copyOf).orElse(TOLD));
    }

    /**
     * Returns whether there is nothing to find out about a thread.
     */
    synchronized boolean remembers(String threadId) {
        return threads.containsKey(threadId);
    }

    /**
     * Says once of a thread that its agent has other tools than it would be given now.
     *
     * @return whether that was said now
     */
    synchronized boolean resumed(String threadId, List<ToolInfo> now) {
        List<ToolInfo> then = threads.get(threadId);
        if (then == null || then == TOLD || areSame(then, now)) {
            return false;
        }
        threads.put(threadId, TOLD);
        LOG.warnf("codex has started the thread %s with the tools %s and keeps them, though they are %s now: calls of what is"
                + " not there any more fail, and start a new thread for what is new", threadId, names(then), names(now));
        return true;
    }

    /** As far as codex knows of them. */
    private static boolean areSame(List<ToolInfo> then, List<ToolInfo> now) {
        Map<String, ToolInfo> known = new HashMap<>();
        then.forEach(tool -> known.put(tool.qualifiedName(), tool));
        return then.size() == now.size() && now.stream().allMatch(tool -> isSame(known.get(tool.qualifiedName()), tool));
    }

    private static boolean isSame(ToolInfo then, ToolInfo now) {
        return then != null && then.description().equals(now.description())
                && then.inputSchema().equals(VALUES, now.inputSchema());
    }

    private static TreeSet<String> names(List<ToolInfo> tools) {
        TreeSet<String> names = new TreeSet<>();
        tools.forEach(tool -> names.add(tool.qualifiedName()));
        return names;
    }
}
