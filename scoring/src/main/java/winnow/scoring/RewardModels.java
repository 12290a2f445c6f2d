package winnow.scoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The kinds of reward models on the class path, and the way from a folder to a model. Any thread may use it. */
public final class RewardModels {

    private final List<RewardModelProvider> providers;

    /** All kinds the class path has, plug-ins included. */
    public RewardModels() {
        this(ServiceLoader.load(RewardModelProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** These kinds and no others. */
    public RewardModels(List<RewardModelProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /**
     * Loads a snapshot for a program of one's own; the model belongs to the calling thread.
     *
     * @throws ScoringException if no kind knows the folder, or it cannot be loaded; the message names the file
     */
    public static RewardModel load(Path folder, ModelOptions options) throws ScoringException {
        Path absolute = folder.toAbsolutePath().normalize();
        return new RewardModels().providerOf(absolute).load(absolute, options);
    }

    /**
     * The kind that loads a folder.
     *
     * @throws ScoringException if there is no such folder, or no kind knows it
     */
    public RewardModelProvider providerOf(Path folder) throws ScoringException {
        if (!Files.isDirectory(folder)) {
            throw new ScoringException("There is no model folder " + folder + ".");
        }
        for (RewardModelProvider provider : providers) {
            if (provider.accepts(folder)) {
                return provider;
            }
        }
        String known = providers.stream().map(RewardModelProvider::id).collect(Collectors.joining(", "));
        throw new ScoringException("No reward model can load " + folder + ": "
                + (Files.isRegularFile(folder.resolve("config.json"))
                        ? "its config.json describes none of the known kinds"
                        : "it has no config.json")
                + ". Known kinds: " + (known.isEmpty() ? "none" : known)
                + ". Give a folder with config.json, a tokenizer and weight files.");
    }
}
