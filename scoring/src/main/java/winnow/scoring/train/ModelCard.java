package winnow.scoring.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a trained snapshot says of itself, for people.
 *
 * @param name of the model
 * @param source of the snapshot it was trained from
 * @param steps made
 * @param kept the check whose weights it has; empty where nothing was checked
 * @param settings of the training, as they were given
 */
record ModelCard(String name, String source, long steps, Optional<Trainer.Checked> kept, String settings) {

    /** Not README.md: that of a published snapshot holds the examples its self-test reads. */
    static final String FILE = "MODEL_CARD.md";

    void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(
                "# " + name + "\n\nA reward model, trained by Winnow from " + source + " in " + steps + " steps.");
        kept.ifPresent(check -> text.append(String.format(
                Locale.ROOT,
                " The weights are those after step %d: of the %d pairs that were set aside %.1f %% were right, with a"
                        + " loss of %.4f.",
                check.step(),
                check.pairs(),
                100 * check.accuracy(),
                check.loss())));
        if (kept.isEmpty()) {
            text.append(" No pairs were set aside to check on, so how good it is on others is not known.");
        }
        text.append("\n\nFigures of every step are in metrics.csv. The settings:\n\n    ")
                .append(settings.replace("\n", "\n    "))
                .append('\n');
        Files.writeString(folder.resolve(FILE), text);
    }
}
