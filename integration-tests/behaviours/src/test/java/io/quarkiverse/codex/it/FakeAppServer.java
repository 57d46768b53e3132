package io.quarkiverse.codex.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An app-server that is played by a shell script, for what the real one cannot be made to do. In the script {@code $id} is that
 * of the request at hand, and {@code $HERE} is a directory for what the test wants to know.
 */
final class FakeAppServer {

    static final String THREAD = "0199a213-81c0-7800-8aa1-bbab2a035a53";

    /** The end of every turn. */
    static final String COMPLETED = "{\"method\":\"turn/completed\",\"params\":{\"threadId\":\"" + THREAD
            + "\",\"turn\":{\"id\":\"turn-1\",\"status\":\"completed\"}}}";

    private final Path directory;
    private String handshake = answer("{}");
    private String thread = answer("{\"thread\":{\"id\":\"" + THREAD + "\"}}");
    private String turn = answer("{\"turn\":{\"id\":\"turn-1\"}}") + say(COMPLETED);
    private String onReply = ":\n";

    FakeAppServer(Codex codex) {
        directory = codex.inside("fake");
    }

    /** Asks something, whose answer is found by {@link #reply()}, and ends the turn when it is answered. */
    FakeAppServer asking(String method, String params) {
        String question = "{\"method\":\"" + method + "\",\"id\":900,\"params\":{\"threadId\":\"" + THREAD
                + "\",\"turnId\":\"turn-1\",\"itemId\":\"item-1\"," + params + "}}";
        onReply = "printf '%s\\n' \"$line\" > \"$HERE/reply\"\n" + say(COMPLETED);
        return onTurn(answer("{\"turn\":{\"id\":\"turn-1\"}}") + say(question));
    }

    String reply() {
        try {
            return Files.readString(file("reply")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String answer(String result) {
        return "printf '{\"id\":%s,\"result\":%s}\\n' \"$id\" '" + result + "'\n";
    }

    static String error(int code, String message) {
        return "printf '{\"id\":%s,\"error\":{\"code\":%s,\"message\":\"%s\"}}\\n' \"$id\" " + code + " '" + message + "'\n";
    }

    static String say(String line) {
        return "printf '%s\\n' '" + line + "'\n";
    }

    FakeAppServer onHandshake(String script) {
        handshake = script;
        return this;
    }

    FakeAppServer onThread(String script) {
        thread = script;
        return this;
    }

    FakeAppServer onTurn(String script) {
        turn = script;
        return this;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Writes the script and returns where it is. */
    String path() {
        Path file = file("codex");
        try {
            Files.writeString(file, """
                    #!/bin/sh
                    if [ "$1" = --version ]; then echo 'codex-cli 0.169.0'; exit 0; fi
                    HERE='%s'
                    echo started >> "$HERE/starts"
                    while read -r line; do
                        id=${line#*'"id":'}
                        id=${id%%%%,*}
                        case "$line" in
                        *'"method":"initialize"'*)
                    %s;;
                        *'"method":"thread/start"'*|*'"method":"thread/resume"'*)
                    %s;;
                        *'"method":"turn/start"'*)
                    %s;;
                        *'"id":900'*)
                    %s;;
                        esac
                    done
                    """.formatted(directory, handshake, thread, turn, onReply));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
