package winnow.app.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.scoring.ModelOptions;
import winnow.scoring.Precision;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.RewardModels;
import winnow.scoring.ScoringException;
import winnow.scoring.ixc.MediaReader;
import winnow.scoring.ixc.VideoCheck;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.media.Pixels;
import winnow.store.media.Stills;

/** Runs cases computed by the official code against a snapshot (SPEC 15). Blocks; the model lives on this thread. */
public final class ScoreCases {

    /** Tolerances of the published cases, where their index says nothing else. */
    private static final double FLOAT32_TOLERANCE = 2e-4;

    private static final double HALF_TOLERANCE = 0.15;
    private static final String INDEX = "index.json";

    /**
     * What to run.
     *
     * @param model folder of the snapshot
     * @param cases folder of the case files; every JSON file that has conversations
     * @param inputs folder of their pictures and videos
     * @param tolerance largest difference of a score; empty for the one the cases name
     * @param options device, threads and precision; the cases say the rest
     */
    public record Request(Path model, Path cases, Path inputs, OptionalDouble tolerance, ModelOptions options) {}

    /**
     * What a case came to.
     *
     * @param name of the case
     * @param expected scores
     * @param got scores; empty when it could not be scored
     * @param pass whether all agrees
     * @param reason what does not agree; empty when it passed
     */
    public record Result(String name, List<Double> expected, List<Double> got, boolean pass, String reason) {

        public Result {
            expected = List.copyOf(expected);
            got = List.copyOf(got);
        }

        /** Largest difference of a score; empty where there is nothing to compare. */
        public OptionalDouble maxDifference() {
            double largest = 0;
            for (int i = 0; i < expected.size() && i < got.size(); i++) {
                largest = Math.max(largest, Math.abs(expected.get(i) - got.get(i)));
            }
            return got.isEmpty() || expected.size() != got.size() ? OptionalDouble.empty() : OptionalDouble.of(largest);
        }
    }

    /**
     * Largest differences.
     *
     * @param model that is looked at
     * @param named by the call or the index of the cases
     * @param fallback where neither they nor the case name one
     */
    private record Limits(Path model, OptionalDouble named, double fallback) {

        static Limits of(Request request) throws IOException {
            boolean exact = request.options().precision() == Precision.FLOAT32;
            double fallback = exact ? FLOAT32_TOLERANCE : HALF_TOLERANCE;
            Path index = request.cases().resolve(INDEX);
            if (request.tolerance().isEmpty() && Files.isRegularFile(index)) {
                JsonNode given = ConversationFile.json(index)
                        .path("tolerance")
                        .path(exact ? "score_float32_abs" : "score_bfloat16_abs");
                return new Limits(
                        request.model(),
                        given.isNumber() ? OptionalDouble.of(given.doubleValue()) : OptionalDouble.empty(),
                        fallback);
            }
            return new Limits(request.model(), request.tolerance(), fallback);
        }

        double of(PublishedCase one) {
            return named.orElseGet(() -> one.tolerance().orElse(fallback));
        }
    }

    private final RewardModels models;

    /** Cases are scored by these models. */
    public ScoreCases(RewardModels models) {
        this.models = models;
    }

    /**
     * Runs all cases; one that cannot be read or scored costs only itself.
     *
     * @param progress in cases
     * @return by name
     * @throws IOException if there is no such folder, or no case in it
     * @throws ScoringException if the snapshot cannot be loaded
     * @throws java.util.concurrent.CancellationException when asked to stop
     */
    public List<Result> run(Request request, Progress progress, CancelToken cancel)
            throws IOException, ScoringException {
        List<Path> files = files(request.cases());
        Limits limits = Limits.of(request);
        List<Result> results = new ArrayList<>();
        Map<String, List<PublishedCase>> groups = new TreeMap<>(); // a model for each set of overrides
        for (Path file : files) {
            try {
                JsonNode json = ConversationFile.json(file);
                if (PublishedCase.isCase(json)) {
                    PublishedCase one = PublishedCase.read(file, json, request.inputs(), request.options());
                    groups.computeIfAbsent(one.overrides().toString(), key -> new ArrayList<>())
                            .add(one);
                }
            } catch (IOException e) {
                String name = file.getFileName().toString().replaceFirst("\\.json$", "");
                results.add(new Result(name, List.of(), List.of(), false, String.valueOf(e.getMessage())));
            }
        }
        int total =
                results.size() + groups.values().stream().mapToInt(List::size).sum();
        if (total == 0) {
            throw new IOException(request.cases() + " holds no case: no JSON file in it has \"conversations\".");
        }
        for (List<PublishedCase> group : groups.values()) {
            ModelOptions options = request.options().overriding(group.get(0).overrides());
            try (RewardModel model = models.providerOf(request.model()).load(request.model(), options)) {
                for (PublishedCase one : group) {
                    cancel.check();
                    results.add(run(model, one, limits));
                    progress.update(results.size(), total);
                }
            }
        }
        results.sort(Comparator.comparing(Result::name));
        return results;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder + " with cases.");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(p -> p.getFileName().toString().endsWith(".json") && Files.isRegularFile(p))
                    .sorted()
                    .toList();
        }
    }

    private static Result run(RewardModel model, PublishedCase one, Limits limits) {
        try {
            List<Prepared> inputs = new ArrayList<>();
            for (var conversation : one.conversations()) {
                inputs.add(model.prepare(conversation, one.input()));
            }
            List<Double> got = one.together() ? model.scorePadded(inputs) : alone(model, inputs);
            String reason = reason(one, inputs, got, limits);
            return new Result(one.name(), one.expected(), got, reason.isEmpty(), reason);
        } catch (ScoringException e) {
            return new Result(one.name(), one.expected(), List.of(), false, String.valueOf(e.getMessage()));
        }
    }

    private static List<Double> alone(RewardModel model, List<Prepared> inputs) throws ScoringException {
        List<Double> scores = new ArrayList<>();
        for (Prepared input : inputs) {
            scores.addAll(model.score(List.of(input)));
        }
        return scores;
    }

    /** What does not agree, empty when all does. */
    private static String reason(PublishedCase one, List<Prepared> inputs, List<Double> got, Limits limits)
            throws ScoringException {
        List<Integer> tokens = inputs.stream().map(Prepared::tokens).toList();
        if (!one.tokens().isEmpty() && !one.tokens().equals(tokens)) {
            return "The inputs have " + tokens + " tokens, expected were " + one.tokens() + ".";
        }
        if (one.expected().isEmpty()) {
            return "The case has no expected score for this precision.";
        }
        if (one.expected().size() != got.size()) {
            return "There are " + got.size() + " scores, expected were "
                    + one.expected().size() + ".";
        }
        double most = limits.of(one);
        if (one.titlesDrawn()) {
            return titles(one, got.get(0), limits);
        }
        for (int i = 0; i < got.size(); i++) {
            double difference = Math.abs(got.get(i) - one.expected().get(i));
            if (!(difference <= most)) {
                return "Score " + i + " is off by " + difference + ", more than " + most + ".";
            }
        }
        return order(one, got);
    }

    /**
     * Titles may be drawn with another font, so the pixels around them count in place of the score (SPEC 7); where the
     * official picture does not lie beside the case, the score counts with the tolerance of low precision.
     */
    private static String titles(PublishedCase one, double got, Limits limits) throws ScoringException {
        try {
            Path expected = one.file().resolveSibling(one.name() + ".preprocessed.png");
            if (!Files.isRegularFile(expected)) {
                double difference = Math.abs(got - one.expected().get(0));
                return difference <= HALF_TOLERANCE ? "" : "The score is off by " + difference + ".";
            }
            List<Pixels> frames = new ArrayList<>();
            new MediaReader().frames(one.conversations().get(0).media().get(0), frames::add);
            long differing = VideoCheck.of(limits.model(), frames).differing(new Stills().decode(expected));
            return differing == 0
                    ? ""
                    : differing + " pixels outside the title strips differ from the official picture.";
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String order(PublishedCase one, List<Double> got) {
        List<Integer> order = RewardModel.order(got);
        Optional<List<Integer>> rank = one.rank();
        if (rank.isPresent() && !rank.get().equals(order)) {
            return "The order is " + order + ", expected was " + rank.get() + ".";
        }
        if (one.compare().isPresent() && one.compare().get() != (got.get(0) > got.get(1))) {
            return "The comparison says " + !one.compare().get() + ", expected was "
                    + one.compare().get() + ".";
        }
        return "";
    }
}
