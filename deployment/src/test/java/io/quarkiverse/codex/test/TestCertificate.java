package io.quarkiverse.codex.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate of {@code localhost}, in a PKCS12 store and as PEM.
 *
 * @param store the store, with its key
 * @param pem the certificate alone
 */
record TestCertificate(Path store, Path pem) {

    static final String PASSWORD = "changeit";

    static TestCertificate make(Path directory) {
        Path store = directory.resolve("certificate.p12").toAbsolutePath();
        Path pem = directory.resolve("certificate.pem").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(store);
            Files.deleteIfExists(pem);
            keytool(store, "-genkeypair", "-alias", "codex", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                    "san=dns:localhost", "-storetype", "PKCS12");
            keytool(store, "-exportcert", "-alias", "codex", "-rfc", "-file", pem.toString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new TestCertificate(store, pem);
    }

    private static void keytool(Path store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool makes no certificate");
        }
    }
}
