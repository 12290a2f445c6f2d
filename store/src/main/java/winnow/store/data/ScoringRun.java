package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One model with one set of options, applied to samples of a workspace. Scores compare only within a run.
 *
 * @param id its number in the workspace
 * @param model what people call the model
 * @param kind id of the provider that loads it
 * @param fingerprint SHA-256 over configuration, tokenizer and weights, 64 hexadecimal digits
 * @param trained whether the model was trained; scores of an untrained model mean nothing
 * @param settings the options that change scores, as JSON
 * @param startedAt when it was first started
 */
public record ScoringRun(
        long id, String model, String kind, String fingerprint, boolean trained, String settings, Instant startedAt) {

    public ScoringRun {
        requireNonNull(model, "model");
        requireNonNull(kind, "kind");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(settings, "settings");
        requireNonNull(startedAt, "startedAt");
    }
}
