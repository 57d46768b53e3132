package io.quarkiverse.codex.deployment.devservices;

/**
 * What is lent to the application that is developed, from its first build to the end of dev mode: a reload takes nothing away.
 */
final class Lendings {

    private LentCodex codex;
    private LentModel model;

    synchronized LentCodex codex() {
        if (codex == null || codex.path().isEmpty()) {
            codex = LentCodex.install();
        }
        return codex;
    }

    synchronized LentModel model() {
        if (model == null) {
            model = LentModel.start();
        }
        return model;
    }

    /**
     * Takes the model back. Does nothing when there is none.
     */
    synchronized void endModel() {
        if (model != null) {
            model.close();
            model = null;
        }
    }
}
