package winnow.app.ui;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModelProvider;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.Sample;
import winnow.store.media.MediaRoots;

/** A model for tests: a reward made of the answer's characters, and no weights. */
@AutoService(RewardModelProvider.class)
public final class AnswerModel implements RewardModelProvider {

    static final String FILE = "answer-model.txt";
    private static final String HOLD = "hold";
    private static final long LOOK_NANOS = 2_000_000;

    /** Makes a snapshot of it. */
    static Path write(Path folder, boolean trained) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FILE), trained ? "trained" : "random", StandardCharsets.UTF_8);
        return folder;
    }

    /** Lets it score one batch, and no other until {@link #release}. */
    static void hold(Path folder) throws IOException {
        Files.writeString(folder.resolve(HOLD), "", StandardCharsets.UTF_8);
    }

    static void release(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(HOLD));
    }

    @Override
    public String id() {
        return "answer";
    }

    @Override
    public boolean accepts(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    @Override
    public ModelInfo inspect(Path folder) throws ScoringException {
        try {
            boolean trained = Files.readString(folder.resolve(FILE)).equals("trained");
            String name = String.valueOf(folder.getFileName());
            return new ModelInfo(
                    folder,
                    name,
                    id(),
                    (trained ? "a" : "b").repeat(64),
                    trained,
                    9_600_000,
                    EnumSet.allOf(Modality.class),
                    "safetensors, 1 file");
        } catch (IOException e) {
            throw new ScoringException("The model cannot be read.", e);
        }
    }

    @Override
    public RewardModel load(Path folder, ModelOptions options) {
        return new Answers(folder.resolve(HOLD));
    }

    private record Read(String answer) implements Prepared {
        @Override
        public int tokens() {
            return 30 + answer.length() / 4;
        }

        @Override
        public boolean truncated() {
            return false;
        }
    }

    private static final class Answers implements RewardModel {

        private final Path hold;
        private int batches;

        Answers(Path hold) {
            this.hold = hold;
        }

        @Override
        public Prepared prepare(Sample sample, MediaRoots media) throws ScoringException {
            for (Media each : sample.media()) {
                try {
                    media.resolve(each.path());
                } catch (IOException e) {
                    throw new ScoringException(String.valueOf(e.getMessage()), e);
                }
            }
            return new Read(sample.answer());
        }

        @Override
        public Prepared prepare(Conversation conversation, InputOptions options) {
            return new Read(
                    conversation.turns().get(conversation.turns().size() - 1).text());
        }

        @Override
        public InputOptions inputOptions() {
            return InputOptions.of(ModelOptions.DEFAULT);
        }

        @Override
        public List<Double> score(List<Prepared> batch) {
            while (batches > 0 && Files.exists(hold)) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            batches++;
            return batch.stream().map(each -> reward(((Read) each).answer())).toList();
        }

        /** After each character that ends a word: the reward of the answer up to there. */
        @Override
        public List<RunningReward> running(Prepared input) {
            String answer = ((Read) input).answer();
            List<RunningReward> running = new ArrayList<>();
            int from = 0;
            for (int end = 1; end <= answer.length(); end++) {
                if (end == answer.length() || answer.charAt(end) == ' ') {
                    running.add(new RunningReward(from, end, reward("w" + answer.substring(0, end))));
                    from = end;
                }
            }
            return running;
        }

        /** Little, so that a set of some dozens has several batches. */
        @Override
        public int batchTokens() {
            return 400;
        }

        /** Sums of several parts, so that the rewards look like a bell. */
        private static double reward(String answer) {
            long seed = answer.hashCode() * 2_862_933_555_777_941_757L;
            double sum = 0;
            for (int part = 0; part < 6; part++) {
                seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
                sum += (seed >>> 11) / (double) (1L << 53);
            }
            return answer.startsWith("The photograph") ? -4.12 : (sum - 3) * 1.6;
        }

        @Override
        public void close() {}
    }
}
