package winnow.scoring.train.world;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Makes a dataset of the demo world in the layout of LLaVA, with planted defects whose truth is kept in a file of its
 * own. The same seed and sizes give the same bytes. What is wrong is as frequent in right answers elsewhere, so that
 * only a look at the picture tells; all types of questions are as frequent among planted records as among others.
 *
 * @param seed of everything
 * @param samples how many records, 1 or more
 * @param share of records that are defective, 0 to 1; rounded to whole records
 */
public record DemoWorld(long seed, int samples, double share) {

    /** What is asked: nothing about charts, which the model of this world did not learn to read well enough. */
    static final List<Task> ASKED = List.of(Task.COUNT, Task.COLOUR, Task.LISTING, Task.SIGN, Task.MOTION);

    private static final String HUMAN = "human";
    private static final String MODEL = "gpt";
    private static final long SPREAD = 0x9E3779B97F4A7C15L; // odd: neighbouring records get unrelated numbers

    /**
     * What was made.
     *
     * @param samples how many
     * @param defects how many of each kind
     * @param data the dataset
     * @param truth what is wrong, by the position of the record
     */
    public record Made(int samples, Map<String, Integer> defects, Path data, Path truth) {

        public Made {
            defects = Collections.unmodifiableMap(new TreeMap<>(defects));
        }
    }

    /** A record that will be written. */
    record Plan(Task task, Optional<Defect> defect) {}

    public DemoWorld {
        if (samples < 1 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(samples + " samples with a share of " + share + " defects");
        }
    }

    /**
     * Writes the dataset.
     *
     * @param folder made if it is not there; must be empty
     * @param progress told of records
     * @throws IOException if the folder is not empty or a file cannot be written
     * @throws java.util.concurrent.CancellationException when asked to stop; what was written stays
     */
    public Made write(Path folder, Progress progress, CancelToken cancel) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IOException(folder + " is not empty. Choose another folder for the demo world.");
            }
        }
        Files.createDirectories(folder.resolve("media"));
        JsonMapper json = new JsonMapper();
        ObjectNode truth = json.createObjectNode();
        Map<String, Integer> defects = new TreeMap<>();
        List<Plan> plans = plans();
        Path data = folder.resolve("data.json");
        try (BufferedWriter out = Files.newBufferedWriter(data)) {
            for (int i = 0; i < samples; i++) {
                cancel.check();
                out.write(i == 0 ? "[\n" : ",\n");
                out.write(json.writeValueAsString(record(i, plans.get(i), folder)));
                int position = i;
                plans.get(i).defect().ifPresent(defect -> {
                    truth.put(String.valueOf(position), defect.word());
                    defects.merge(defect.word(), 1, Integer::sum);
                });
                progress.update(i + 1L, samples);
            }
            out.write("\n]\n");
        }
        Path truthFile = folder.resolve("truth.json");
        Files.writeString(truthFile, truth.toPrettyString() + "\n");
        return new Made(samples, defects, data, truthFile);
    }

    /** What every record is: kinds and types in turn, then in any order. */
    List<Plan> plans() {
        RandomGenerator random = new SplittableRandom(seed);
        int planted = (int) Math.round(samples * share);
        List<Plan> plans = new ArrayList<>();
        List<Defect> kinds = Stream.of(Defect.values())
                .filter(kind -> kind.task().map(ASKED::contains).orElse(true))
                .toList();
        List<Task> tasks = ASKED;
        for (int i = 0; i < samples; i++) {
            Task task = tasks.get((i < planted ? i / kinds.size() : i) % tasks.size());
            Optional<Defect> defect = i < planted ? Optional.of(kinds.get(i % kinds.size())) : Optional.empty();
            plans.add(new Plan(defect.flatMap(Defect::task).orElse(task), defect));
        }
        return Draw.shuffled(plans, random);
    }

    private ObjectNode record(int number, Plan plan, Path folder) throws IOException {
        RandomGenerator random = new SplittableRandom(seed ^ (number + 1) * SPREAD);
        Item item = item(plan, random);
        String name = String.format(Locale.ROOT, "%06d", number);
        List<Canvas> frames = item.view().frames();
        boolean clip = frames.size() > 1;
        String file = "media/" + name + (clip ? ".gif" : ".png");
        if (clip) {
            ViewFiles.clip(frames, folder.resolve(file));
        } else {
            ViewFiles.picture(frames.get(0), folder.resolve(file));
        }
        ObjectNode record = new JsonMapper().createObjectNode();
        record.put("id", name).put("task", plan.task().word()).put(clip ? "video" : "image", file);
        String tag = clip ? "<video>\n" : "<image>\n";
        record.withArray("conversations").addObject().put("from", HUMAN).put("value", tag + item.question());
        record.withArray("conversations").addObject().put("from", MODEL).put("value", answer(plan, item, random));
        return record;
    }

    private static Item item(Plan plan, RandomGenerator random) {
        Item right = Item.of(plan.task(), random);
        Optional<Defect> defect = plan.defect();
        if (defect.isPresent() && defect.get() == Defect.SWAPPED_PICTURE) {
            return right.swapped(random);
        }
        return defect.flatMap(Defect::task).isPresent() ? right.wrong(random) : right;
    }

    private static String answer(Plan plan, Item item, RandomGenerator random) {
        String said = Wording.ENGLISH.of(item.claim());
        if (plan.defect().isEmpty()) {
            return said;
        }
        return switch (plan.defect().get()) {
            case EMPTY -> "";
            case TRUNCATED -> TextFaults.truncated(said, random).orElseThrow();
            case OFF_TOPIC -> TextFaults.offTopic(random);
            case WRONG_LANGUAGE -> Wording.foreign(random).of(item.claim());
            case GARBLED -> TextFaults.garbled(said, random).orElseThrow();
            case DUPLICATE -> TextFaults.repeated(said).orElseThrow();
            default -> said;
        };
    }
}
