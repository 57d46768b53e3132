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
        for (TurnInput.Part part : request.input().parts()) {
            if (part instanceof TurnInput.Image image) {
                checkImage(settings.workingDirectory().resolve(image.file()));
            }
        }
        checkContent(request);
    }

    /**
     * Checks a turn whose paths are those of another machine: there is no file of this one to look at.
     *
     * @param request the turn
     * @throws CodexConfigurationException when the turn cannot work; the message says what to change
     */
    public static void checkRemote(TurnRequest request) {
        TurnSettings settings = request.settings();
        if (!settings.workingDirectory().toString().isEmpty()) {
            checkAbsolute("working directory", settings.workingDirectory());
        }
        settings.additionalDirectories().forEach(directory -> checkAbsolute("additional directory", directory));
        for (TurnInput.Part part : request.input().parts()) {
            if (part instanceof TurnInput.Image image) {
                checkAbsolute("image", settings.workingDirectory().resolve(image.file()));
            }
        }
        checkContent(request);
    }

    private static void checkAbsolute(String role, Path path) {
        if (!path.isAbsolute()) {
            throw new CodexConfigurationException("The " + role + " " + path + " is relative, and nothing says to what on the"
                    + " machine of a remote codex: give an absolute path of that machine, or an absolute working directory");
        }
    }

    private static void checkContent(TurnRequest request) {
        boolean hasContent = request.input().parts().stream()
                .anyMatch(part -> !(part instanceof TurnInput.Text text) || !text.text().isBlank());
        if (!hasContent && request.task().isEmpty()) {
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
