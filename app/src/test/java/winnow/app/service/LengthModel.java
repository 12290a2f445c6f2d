package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import winnow.scoring.Conversation;
import winnow.scoring.InputKey;
import winnow.scoring.InputOptions;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.ScoringException;
import winnow.store.data.Sample;
import winnow.store.media.MediaRoots;

/**
 * Rewards long answers. An answer with "unreadable" cannot be made ready, one with "poison" fails its whole batch, one
 * with "nan" gets no number, one with "shape" as many tenths less as the tiles a picture miss to nine, and
 * one with "picture" a tenth less for each byte of the file of that name beside the data.
 *
 * @param loaded counts models that are open
 * @param computed counts inputs that were computed
 * @param tiles how many a picture is cut into at most
 */
record LengthModel(AtomicInteger loaded, AtomicInteger computed, int tiles) implements RewardModel {

    private record Input(String text, int missing) implements Prepared {
        @Override
        public int tokens() {
            return text.length();
        }

        @Override
        public boolean truncated() {
            return text.length() > 1_000;
        }

        @Override
        public Optional<String> key() {
            InputKey key = new InputKey();
            key.add(text + missing);
            return Optional.of(key.hex());
        }
    }

    /**
     * Loads folders that have a config.json.
     *
     * @param inspected counts how often weights were hashed
     * @param loaded counts models that are open
     * @param computed counts inputs that were computed
     */
    record Provider(AtomicInteger inspected, AtomicInteger loaded, AtomicInteger computed)
            implements RewardModelProvider {

        Provider() {
            this(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        }

        @Override
        public String id() {
            return "length";
        }

        @Override
        public boolean accepts(Path folder) {
            return Files.isRegularFile(folder.resolve("config.json"));
        }

        @Override
        public ModelInfo inspect(Path folder) {
            inspected.incrementAndGet();
            return new ModelInfo(
                    folder,
                    "length",
                    id(),
                    "f".repeat(64),
                    false,
                    12,
                    EnumSet.allOf(Modality.class),
                    "safetensors, 1 file");
        }

        @Override
        public RewardModel load(Path folder, ModelOptions options) {
            loaded.incrementAndGet();
            return new LengthModel(loaded, computed, options.hdNum());
        }
    }

    @Override
    public Prepared prepare(Sample sample, MediaRoots media) throws ScoringException {
        if (sample.answer().contains("unreadable")) {
            throw new ScoringException("The picture of this sample is unreadable.");
        }
        if (sample.answer().contains("picture")) {
            try {
                return new Input(
                        sample.answer(), (int) Files.size(media.folders().get(0).resolve("picture")));
            } catch (IOException e) {
                throw new ScoringException("The picture is missing.", e);
            }
        }
        return input(sample.answer());
    }

    @Override
    public Prepared prepare(Conversation conversation, InputOptions options) {
        return input(conversation.turns().get(conversation.turns().size() - 1).text());
    }

    private Input input(String text) {
        return new Input(text, text.contains("shape") ? 9 - tiles : 0);
    }

    @Override
    public InputOptions inputOptions() {
        return InputOptions.of(ModelOptions.DEFAULT);
    }

    @Override
    public List<Double> score(List<Prepared> batch) throws ScoringException {
        List<Input> inputs = batch.stream().map(Input.class::cast).toList();
        if (inputs.stream().anyMatch(input -> input.text().contains("poison"))) {
            throw new ScoringException("The batch does not fit into memory.");
        }
        computed.addAndGet(inputs.size());
        return inputs.stream()
                .map(input -> input.text().contains("nan")
                        ? Double.NaN
                        : (input.text().length() - input.missing()) / 10.0)
                .toList();
    }

    @Override
    public int batchTokens() {
        return 20;
    }

    @Override
    public void close() {
        loaded.decrementAndGet();
    }
}
