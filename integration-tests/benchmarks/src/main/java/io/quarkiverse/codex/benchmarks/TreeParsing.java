package io.quarkiverse.codex.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What anyone would do who has Jackson and lines of JSON: each line becomes a tree.
 */
final class TreeParsing {

    private static final int CAPACITY = 64 * 1024;

    private final ObjectMapper mapper = new ObjectMapper();

    long read(InputStream stream) throws IOException {
        byte[] buffer = new byte[CAPACITY];
        long trees = 0;
        int end = 0;
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer, end, buffer.length - end)) {
            int scanned = end;
            end += count;
            int start = 0;
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    trees += parse(buffer, start, i - start);
                    start = i + 1;
                }
            }
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * end);
            }
        }
        return trees;
    }

    long read(byte[] lines) throws IOException {
        long trees = 0;
        int start = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\n') {
                trees += parse(lines, start, i - start);
                start = i + 1;
            }
        }
        return trees;
    }

    private int parse(byte[] buffer, int offset, int length) throws IOException {
        JsonNode tree = mapper.readTree(buffer, offset, length);
        return tree.isObject() ? 1 : 0;
    }
}
