package io.quarkiverse.codex.runtime.protocol;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A stream of lines that were something once, and then something happened to them. */
public final class Mutants extends InputStream {

    private static final byte[][] SNIPPETS = { Lines.utf8("null"), Lines.utf8("{"), Lines.utf8("}"), Lines.utf8("["),
            Lines.utf8("]"), Lines.utf8("\""), Lines.utf8("\\"), Lines.utf8("\\ud800"), Lines.utf8("\\u0000"),
            Lines.utf8(":"), Lines.utf8(","), Lines.utf8("-1e400"), Lines.utf8("99999999999999999999"), Lines.utf8("true"),
            Lines.utf8("\"id\":\"x\","), Lines.utf8("\"type\":"), Lines.utf8("\u2028"), Lines.utf8("\r"),
            Lines.utf8("{\"a\":[".repeat(600)), Lines.utf8("1".repeat(20_000)), { 0 }, { (byte) 0xff }, { (byte) 0xc3 },
            { (byte) 0xed, (byte) 0xa0, (byte) 0x80 }, { (byte) 0xef, (byte) 0xbb, (byte) 0xbf }, {} };

    private final List<byte[]> lines;
    private final int count;
    private final SplittableRandom random;
    private int line;
    private byte[] current = {};
    private int position;

    /**
     * @param lines what to begin with
     * @param count how many lines to make of them
     * @param seed the same makes the same lines
     */
    public Mutants(List<byte[]> lines, int count, long seed) {
        this.lines = lines;
        this.count = count;
        this.random = new SplittableRandom(seed);
    }

    /** How many lines were made. */
    public int line() {
        return line;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == current.length) {
            if (line == count) {
                return -1;
            }
            line++;
            current = mutant();
            position = 0;
        }
        int copied = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, copied);
        position += copied;
        return copied;
    }

    private byte[] mutant() {
        byte[] bytes = lines.get(random.nextInt(lines.size()));
        int mutations = random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            bytes = switch (random.nextInt(4)) {
                case 0 -> overwritten(bytes);
                case 1 -> spliced(bytes, bytes, random.nextInt(40));
                case 2 -> spliced(bytes, lines.get(random.nextInt(lines.size())), random.nextInt(40));
                default -> replaced(bytes);
            };
        }
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        bytes[bytes.length - 1] = '\n';
        return bytes;
    }

    private byte[] overwritten(byte[] bytes) {
        byte[] result = bytes.clone();
        if (result.length > 0) {
            result[random.nextInt(result.length)] = (byte) random.nextInt(256);
        }
        return result;
    }

    private byte[] replaced(byte[] bytes) {
        // The expensive ones, which are long, only now and then.
        byte[] snippet = SNIPPETS[random.nextInt(SNIPPETS.length)];
        snippet = snippet.length > 100 && random.nextInt(100) != 0 ? SNIPPETS[0] : snippet;
        return spliced(bytes, snippet, snippet.length);
    }

    /** Puts a part of the other bytes in place of a part of these. */
    private byte[] spliced(byte[] bytes, byte[] other, int length) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(12));
        int inserted = Math.min(length, other.length);
        int start = random.nextInt(other.length - inserted + 1);
        byte[] result = new byte[bytes.length - (to - from) + inserted];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(other, start, result, from, inserted);
        System.arraycopy(bytes, to, result, from + inserted, bytes.length - to);
        return result;
    }
}
