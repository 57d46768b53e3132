package io.quarkiverse.codex.runtime.transport;

import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.TurnInput;

/**
 * Looks for what can be seen to be wrong with a turn before codex is started. Touches the file system, so it does not belong
 * on an event loop.
 */
public final class RequestCheck {

    private RequestCheck() {
    }

    /**
     * Checks the input and the directories of a turn.
     *
     * @param request the turn
     * @throws CodexConfigurationException when the turn cannot work; the message says what to change
     */
    public static void check(TurnRequest request) {
        TurnSettings settings = request.settings();
        checkDirectory("working directory", settings.workingDirectory());
        settings.additionalDirectories().forEach(directory -> checkDirectory("additional directory", directory));
        boolean hasContent = false;
        for (TurnInput.Part part : request.input().parts()) {
            if (part instanceof TurnInput.Image image) {
                checkImage(settings.workingDirectory().resolve(image.file()));
            }
            hasContent |= !(part instanceof TurnInput.Text text) || !text.text().isBlank();
        }
        if (!hasContent) {
            throw new CodexConfigurationException("The input of the turn is blank: give codex something to work on");
        }
    }

    private static void checkDirectory(String role, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CodexConfigurationException("The " + role + " " + directory
                    + (Files.exists(directory) ? " is not a directory" : " does not exist")
                    + ": create it or name another one");
        }
    }

    private static void checkImage(Path file) {
        String problem = !Files.exists(file) ? "does not exist"
                : Files.isDirectory(file) ? "is a directory" : !Files.isReadable(file) ? "cannot be read" : null;
        if (problem != null) {
            throw new CodexConfigurationException(
                    "The image " + file + " " + problem + ": name a local image file that the application may read");
        }
    }
}
