package winnow.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import winnow.scoring.Conversation;
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
 * Rewards texts and pictures by their bytes, and has the faults its config.json names: {@code blind}, {@code deaf},
 * {@code neighbours}, {@code nan}, {@code dead}, {@code bias}, {@code unloadable}; {@code text} judges text only,
 * {@code random} is untrained, {@code incomplete} misses a file.
 */
record PictureModel(Set<String> faults) implements RewardModel {

    private record Input(String answer, double picture) implements Prepared {
        @Override
        public int tokens() {
            return answer.length();
        }

        @Override
        public boolean truncated() {
            return false;
        }
    }

    /** Loads folders that have a config.json. */
    record Provider(String id) implements RewardModelProvider {

        Provider() {
            this("pictures");
        }

        private static Set<String> faults(Path folder) {
            try {
                return Set.copyOf(Arrays.asList(
                        Files.readString(folder.resolve("config.json")).split("\\W+")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean accepts(Path folder) {
            return Files.isRegularFile(folder.resolve("config.json"));
        }

        @Override
        public ModelInfo describe(Path folder) throws ScoringException {
            Set<String> faults = faults(folder);
            if (faults.contains("incomplete")) {
                throw new ScoringException("model-00002.safetensors is missing in " + folder + ".");
            }
            return new ModelInfo(
                    folder,
                    folder.getFileName().toString(),
                    id,
                    "",
                    !faults.contains("random"),
                    12,
                    faults.contains("text") ? EnumSet.of(Modality.TEXT) : EnumSet.of(Modality.TEXT, Modality.IMAGE),
                    "safetensors, 1 file");
        }

        @Override
        public ModelInfo inspect(Path folder) throws ScoringException {
            return describe(folder)
                    .withFingerprint(FakeHub.sha256(
                            faults(folder).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        }

        @Override
        public List<String> unexpected(Path folder) {
            return faults(folder).contains("surplus") ? List.of("a", "b", "c", "d") : List.of();
        }

        @Override
        public RewardModel load(Path folder, ModelOptions options) throws ScoringException {
            if (faults(folder).contains("unloadable")) {
                throw new ScoringException("model.safetensors: tensor score.weight is missing.");
            }
            return new PictureModel(faults(folder));
        }
    }

    @Override
    public Prepared prepare(Sample sample, MediaRoots media) {
        return new Input(sample.answer(), 0);
    }

    @Override
    public Prepared prepare(Conversation conversation, InputOptions options) throws ScoringException {
        double picture = 0;
        for (Path file : conversation.media()) {
            try {
                picture += Arrays.hashCode(Files.readAllBytes(file)) / 1e9;
            } catch (IOException e) {
                throw new ScoringException(file + " cannot be read.", e);
            }
        }
        String answer =
                conversation.turns().get(conversation.turns().size() - 1).text();
        return new Input(answer, faults.contains("blind") ? 0 : picture);
    }

    @Override
    public InputOptions inputOptions() {
        return InputOptions.of(ModelOptions.DEFAULT);
    }

    @Override
    public List<Double> score(List<Prepared> batch) throws ScoringException {
        return batch.stream()
                .map(Input.class::cast)
                .map(input -> (faults.contains("deaf") ? 0 : input.answer().hashCode() / 1e9)
                        + input.picture()
                        + (faults.contains("neighbours") ? batch.size() * 0.01 : 0)
                        + (faults.contains("nan") && input.answer().contains("times") ? Double.NaN : 0))
                .toList();
    }

    @Override
    public List<String> zeroWeights() {
        return faults.contains("dead")
                ? List.of("a.weight", "b.bias")
                : faults.contains("bias") ? List.of("b.bias") : List.of();
    }

    @Override
    public void close() {}
}
