package io.quarkiverse.codex.runtime.process;

import java.nio.charset.StandardCharsets;

/**
 * Keeps the last bytes of a stream, so that a flood costs no memory. Thread-safe.
 */
final class TailBuffer {

    private static final int INITIAL_SIZE = 1024;

    private final int limit;
    private byte[] ring;
    private int start;
    private int length;
    private long total;

    TailBuffer(int limit) {
        this.limit = limit;
        this.ring = new byte[Math.min(INITIAL_SIZE, limit)];
    }

    synchronized void append(byte[] bytes, int offset, int count) {
        total += count;
        int from = offset;
        int remaining = count;
        if (remaining > limit) {
            from += remaining - limit;
            remaining = limit;
        }
        growTo(Math.min(limit, length + remaining));
        for (int i = 0; i < remaining; i++) {
            if (length == ring.length) {
                ring[start] = bytes[from + i];
                start = (start + 1) % ring.length;
            } else {
                ring[(start + length) % ring.length] = bytes[from + i];
                length++;
            }
        }
    }

    private void growTo(int needed) {
        if (needed <= ring.length) {
            return;
        }
        byte[] larger = new byte[Math.min(limit, Math.max(needed, ring.length * 2))];
        copyInto(larger);
        ring = larger;
        start = 0;
    }

    private void copyInto(byte[] target) {
        int untilWrap = Math.min(length, ring.length - start);
        System.arraycopy(ring, start, target, 0, untilWrap);
        System.arraycopy(ring, 0, target, untilWrap, length - untilWrap);
    }

    /**
     * Returns what is kept, with a note in front when the beginning is missing.
     */
    synchronized String text() {
        byte[] bytes = new byte[length];
        copyInto(bytes);
        if (total == length) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        int from = afterBrokenLine(bytes);
        return "[… " + (total - length + from) + " bytes before this are not kept]\n"
                + new String(bytes, from, length - from, StandardCharsets.UTF_8);
    }

    /** Half a line can begin with half a secret, which nobody recognises as one. */
    private static int afterBrokenLine(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return 0;
    }
}
