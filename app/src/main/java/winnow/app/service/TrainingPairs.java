package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import winnow.scoring.train.Pair;
import winnow.scoring.train.PairSet;
import winnow.store.data.Prompt;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.format.DatasetReader;
import winnow.store.format.SampleSink;
import winnow.store.job.CancelToken;
import winnow.store.media.MediaRoots;

/** Reads the pairs of a training, and leaves out those that are unfit to learn from. */
final class TrainingPairs {

    /** Formats whose records hold two answers, the better one first. */
    private static final Set<String> FORMATS =
            Set.of("ixc-reward", "trl", "llamafactory-dpo", "hh-rlhf", "align-anything");

    private static final int THOUSAND = 1000;

    private final TrainingConfig config;
    private final Formats formats;
    private final CancelToken cancel;
    private final Map<String, Long> dropped = new TreeMap<>();

    TrainingPairs(TrainingConfig config, Formats formats, CancelToken cancel) {
        this.config = config;
        this.formats = formats;
        this.cancel = cancel;
    }

    /** How many pairs were left out, by the reason. */
    Map<String, Long> dropped() {
        return dropped;
    }

    /** All sets; none is empty. */
    List<PairSet> read() throws IOException {
        List<PairSet> sets = new ArrayList<>();
        for (Path file : config.data()) {
            if (String.valueOf(file.getFileName()).endsWith(".txt")) {
                listed(file, sets);
            } else {
                sets.add(set(file, file));
            }
        }
        return sets;
    }

    /** A list of the official scripts: a file and a number a line, files relative to the list. */
    private void listed(Path list, List<PairSet> sets) throws IOException {
        int line = 0;
        for (String text : Files.readAllLines(list)) {
            line++;
            String[] parts = text.strip().split("\\s+", -1);
            if (text.isBlank()) {
                continue;
            }
            if (parts.length != 2 || !parts[1].matches("\\d{1,9}(\\.\\d{1,9})?")) {
                throw new IOException(list + ", line " + line + ": write the name of a file and a number, such as"
                        + " \"pairs.json 1.5\".");
            }
            PairSet set = set(list.resolveSibling(parts[0]).normalize(), list);
            double number = Double.parseDouble(parts[1]);
            int count = (int)
                    (config.givenNumbers() ? number * THOUSAND : set.pairs().size() * number);
            if (count > 0) {
                sets.add(set.sized(count, config.plan().seed()));
            }
        }
    }

    private PairSet set(Path file, Path list) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The pairs " + file + (Files.exists(file) ? " are no file." : " do not exist."));
        }
        DatasetReader reader = formats.guess(file).orElseThrow(() -> notPairs(file, "no known format"));
        if (!FORMATS.contains(reader.id())) {
            throw notPairs(file, "the format " + reader.id());
        }
        Collected collected = new Collected();
        reader.read(file, collected);
        if (collected.pairs.isEmpty()) {
            throw new IOException(file + " holds no pair that is fit to learn from"
                    + collected.reason.map(r -> ": " + r).orElse(".") + " Check its records.");
        }
        return new PairSet(file.toString(), collected.pairs, roots(file, list));
    }

    private IOException notPairs(Path file, String format) {
        return new IOException(file + " is of " + format + ", which holds no pairs with the better answer first. Write"
                + " it as one of " + String.join(", ", FORMATS.stream().sorted().toList()) + ".");
    }

    private MediaRoots roots(Path file, Path list) {
        List<Path> folders = new ArrayList<>(config.mediaRoots());
        if (folders.isEmpty()) {
            for (Path each : List.of(file, list)) {
                Path parent = each.toAbsolutePath().getParent();
                if (parent != null && !folders.contains(parent)) {
                    folders.add(parent);
                }
            }
        }
        return new MediaRoots(folders);
    }

    /** Puts the two answers of a record together. */
    private final class Collected implements SampleSink {
        private final List<Pair> pairs = new ArrayList<>();
        private Optional<String> reason = Optional.empty();
        private Optional<Sample> chosen = Optional.empty();

        @Override
        public void accept(Sample sample) {
            cancel.check();
            if (sample.candidate() == 0) {
                chosen = Optional.of(sample);
            } else if (chosen.isPresent() && chosen.get().record() == sample.record()) {
                Pair pair = new Pair(chosen.get(), sample);
                chosen = Optional.empty();
                Optional<String> why = pair.unfit(config.lengths());
                if (why.isPresent()) {
                    drop(why.get());
                } else {
                    pairs.add(pair);
                }
            }
        }

        private void drop(String why) {
            reason = Optional.of(why + ".");
            dropped.merge(why, 1L, Long::sum);
        }

        @Override
        public void prompt(Prompt prompt) {
            drop("a record has no answer");
        }

        @Override
        public void reject(Reject reject) {
            reason = Optional.of(reject.reason());
            dropped.merge("a record could not be read", 1L, Long::sum);
        }
    }
}
