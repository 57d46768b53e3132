package io.quarkiverse.codex.runtime.session.store;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A line whose first characters tell whether the others are what was written.
 */
final class ChecksummedLine {

    private static final int CHECKSUM = 8;

    private ChecksummedLine() {
    }

    /**
     * @param content anything without a line break
     * @return the line with its end
     */
    static String of(String content) {
        return checksum(content) + " " + content + "\n";
    }

    /**
     * @param line a line without its end
     * @return the content, or empty when it is not as it was written
     */
    static Optional<String> content(String line) {
        if (line.length() <= CHECKSUM || line.charAt(CHECKSUM) != ' ') {
            return Optional.empty();
        }
        String content = line.substring(CHECKSUM + 1);
        return line.startsWith(checksum(content)) ? Optional.of(content) : Optional.empty();
    }

    private static String checksum(String content) {
        CRC32C sum = new CRC32C();
        sum.update(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits(sum.getValue(), CHECKSUM);
    }
}
