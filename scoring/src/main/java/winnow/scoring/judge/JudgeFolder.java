package winnow.scoring.judge;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import winnow.scoring.ScoringException;
import winnow.scoring.chat.ChatTarget;
import winnow.scoring.weights.JsonFile;
import winnow.scoring.weights.SnapshotConfig;

/**
 * What {@code judge.json} says. The key is never in it: {@code key_env} names the environment variable that has it.
 *
 * @param endpoint address under which {@code chat/completions} lies
 * @param model name the endpoint knows it by
 * @param ask how it is asked
 * @param keyName environment variable that has the key
 * @param keyNeeded whether the file names that variable itself, so that a missing key is a mistake
 */
record JudgeFolder(URI endpoint, String model, Ask ask, String keyName, boolean keyNeeded) {

    static final String FILE = "judge.json";

    private static final String DEFAULT_KEY = "OPENAI_API_KEY";

    /** What two answers are compared by. */
    enum Style {
        /** Scores from 1 to 100. */
        POINTWISE,
        /** Verdicts on both at once, in both orders. */
        PAIRWISE
    }

    /**
     * How a judge is asked.
     *
     * @param style what two answers are compared by
     * @param samples how often each question is put
     * @param temperature 0 or more
     * @param maxTokens most tokens of one reply
     * @param timeout for one reply
     */
    record Ask(Style style, int samples, double temperature, int maxTokens, Duration timeout) {

        Ask {
            requireNonNull(style, "style");
            requireNonNull(timeout, "timeout");
        }
    }

    JudgeFolder {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(model, "model");
        requireNonNull(ask, "ask");
        requireNonNull(keyName, "keyName");
    }

    /** Whether a folder is of this kind: it has judge.json, and no file of another kind of model. */
    static boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE))
                && !Files.exists(folder.resolve("config.json"))
                && !Files.exists(folder.resolve("dpo.json"));
    }

    /**
     * Reads judge.json.
     *
     * @throws ScoringException if it is missing or wrong
     */
    static JudgeFolder read(Path folder) throws ScoringException {
        SnapshotConfig file = new SnapshotConfig(FILE, JsonFile.read(folder.resolve(FILE)));
        String model = file.text("model", "");
        if (model.isBlank()) {
            throw new ScoringException(FILE + " of " + folder + " names no model. Write {\"endpoint\":"
                    + " \"http://localhost:8000/v1\", \"model\": \"name\"}.");
        }
        Ask ask = new Ask(
                style(file),
                file.size("samples", 1, 100),
                temperature(file),
                file.size("max_tokens", 1024, 1 << 17),
                Duration.ofSeconds(file.size("timeout_s", 120, 3600)));
        String key = file.text("key_env", DEFAULT_KEY);
        if (!key.matches("[A-Za-z_][A-Za-z0-9_]{0,99}")) {
            throw new ScoringException(FILE + ": key_env must be the name of an environment variable such as "
                    + DEFAULT_KEY + ". Never write the key itself into the file.");
        }
        return new JudgeFolder(endpoint(file), model, ask, key, file.has("key_env"));
    }

    private static Style style(SnapshotConfig file) throws ScoringException {
        String given = file.text("style", "pointwise");
        for (Style style : Style.values()) {
            if (style.name().toLowerCase(Locale.ROOT).equals(given)) {
                return style;
            }
        }
        throw new ScoringException(FILE + ": style must be pointwise or pairwise, was \"" + given + "\".");
    }

    private static double temperature(SnapshotConfig file) throws ScoringException {
        JsonNode given = file.json().path("temperature");
        double value = given.isMissingNode() ? 0 : given.asDouble(-1);
        if (!(value >= 0 && value <= 2) || !(given.isMissingNode() || given.isNumber())) {
            throw new ScoringException(FILE + ": temperature must be a number from 0 to 2, was " + given + ".");
        }
        return value;
    }

    private static URI endpoint(SnapshotConfig file) throws ScoringException {
        return ChatTarget.address(file.text("endpoint", ""))
                .orElseThrow(() -> new ScoringException(FILE
                        + ": endpoint must be an address such as http://localhost:8000/v1, without a name, a key or a"
                        + " question mark in it."));
    }

    /** Who is asked. */
    ChatTarget target() {
        return new ChatTarget("The judge", endpoint, model, keyName, FILE, ask.timeout());
    }

    /** What is sent to it of the environment: the key, if there is one. */
    Optional<String> key(Environment environment) throws ScoringException {
        Optional<String> key =
                environment.value(keyName).filter(k -> !k.isBlank()).map(String::strip);
        if (key.isEmpty() && keyNeeded) {
            throw new ScoringException("The environment variable " + keyName + " is not set, but " + FILE
                    + " names it as the place of the key. Set it, or take key_env out of the file.");
        }
        return key;
    }

    /** Where keys come from. */
    @FunctionalInterface
    interface Environment {
        Optional<String> value(String name);
    }
}
