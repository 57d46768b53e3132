package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jboss.logging.Logger;

import io.quarkiverse.codex.tool.ToolInfo;

/**
 * Remembers with which tools threads were started, for codex does not say. Threads that another process has started are not
 * known here, and of them nothing is said. Thread-safe.
 */
final class ToolMemory {

    private static final Logger LOG = Logger.getLogger(ToolMemory.class);
    /** A forgotten thread only misses a line in the log. */
    private static final int MOST_THREADS = 10_000;
    private static final List<ToolInfo> TOLD = new ArrayList<>();

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
     * Says once of a thread that its agent has other tools than it would be given now.
     *
     * @return whether that was said now
     */
    synchronized boolean resumed(String threadId, List<ToolInfo> now) {
        List<ToolInfo> then = threads.get(threadId);
        if (then == null || then == TOLD || then.equals(now)) {
            return false;
        }
        threads.put(threadId, TOLD);
        LOG.warnf("codex has started the thread %s with the tools %s and keeps them, though they are %s now: calls of what is"
                + " not there any more fail, and start a new thread for what is new", threadId, names(then), names(now));
        return true;
    }

    private static TreeSet<String> names(List<ToolInfo> tools) {
        TreeSet<String> names = new TreeSet<>();
        tools.forEach(tool -> names.add(tool.qualifiedName()));
        return names;
    }
}
