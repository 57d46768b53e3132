package io.quarkiverse.codex.it.parity;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.objectweb.asm.ClassReader;

/**
 * The texts that stand in the library's code: among them are the methods it may ever send, tried by a test or not.
 */
final class StringConstants {

    private static final int STRING = 8;

    private StringConstants() {
    }

    /** All texts in the classes of some package and those below it. */
    static SortedSet<String> of(Class<?> anyOfTheLibrary, String packagePath) throws IOException, URISyntaxException {
        Path location = Path.of(anyOfTheLibrary.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(location)) {
            return in(location.resolve(packagePath));
        }
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
            return in(jar.getPath(packagePath));
        }
    }

    private static SortedSet<String> in(Path directory) throws IOException {
        SortedSet<String> constants = new TreeSet<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                try (InputStream bytes = Files.newInputStream(file)) {
                    collect(new ClassReader(bytes), constants);
                }
            }
        }
        return constants;
    }

    private static void collect(ClassReader reader, SortedSet<String> constants) {
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int item = reader.getItem(i);
            // The second half of a long or a double has no item.
            if (item > 0 && reader.readByte(item - 1) == STRING) {
                constants.add(reader.readUTF8(item, buffer));
            }
        }
    }
}
