package winnow.app.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import winnow.store.data.Dataset;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.data.WholeRecord;
import winnow.store.data.WholeRecord.Candidate;
import winnow.store.db.RunTable;
import winnow.store.db.Snapshot;
import winnow.store.db.Workspace;
import winnow.store.format.ScoreSheet;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Brings scores that another program gave to the samples of a dataset in, as a run of their own: to rank by them, to
 * compare them with a model's, to ask how far several agree. Blocks.
 */
public final class OutsideScores {

    /** Kind of such a run; no provider has it. */
    static final String KIND = "scores";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Snapshot.Cut ALL = new Snapshot.Cut(OptionalLong.empty(), OptionalDouble.empty());
    private static final int PAGE = 500;

    /**
     * What was brought in.
     *
     * @param run the run the scores belong to
     * @param scored samples that have a score now
     * @param problems lines that gave none, each in one sentence that names the line, in file order
     */
    public record Report(ScoringRun run, long scored, List<String> problems) {

        public Report {
            problems = List.copyOf(problems);
        }
    }

    /** What is wrong with a line. */
    private record Problem(ScoreSheet.Line line, String sentence) {

        String text() {
            return "Line " + line.line() + ": " + sentence;
        }
    }

    /** A line, and which record took it. */
    private static final class Wanted {

        private final ScoreSheet.Line line;
        private long taker = -1;

        Wanted(ScoreSheet.Line line) {
            this.line = line;
        }
    }

    private final Workspace workspace;

    OutsideScores(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Brings a file of scores in. The same file again adds what is missing and changes nothing.
     *
     * @param dataset whose samples they are of
     * @param name what people will call them
     * @param progress in records of the dataset
     * @throws IOException if the file cannot be read or scores nothing of the dataset; the workspace is as it was
     * @throws java.util.concurrent.CancellationException when asked to stop; what was stored stays
     */
    public Report run(Path file, Dataset dataset, String name, Progress progress, CancelToken cancel)
            throws IOException {
        List<Problem> problems = new ArrayList<>();
        Map<ScoreSheet.Key, Wanted> wanted = read(file, problems);
        boolean named = wanted.keySet().stream().anyMatch(key -> !key.id().isEmpty()); // else no record is parsed
        String sha256 = Hashes.of(file, cancel);
        Optional<ScoringRun> run = Optional.empty();
        long scored = 0;
        try (Snapshot snapshot = workspace.snapshot()) {
            long after = -1;
            List<WholeRecord> page = snapshot.whole(dataset.id(), ALL, true, after, PAGE);
            while (!page.isEmpty()) {
                cancel.check();
                List<Outcome> outcomes = outcomes(page, named, wanted, problems);
                if (!outcomes.isEmpty()) {
                    run = run.or(() -> Optional.of(start(file, name, sha256)));
                    workspace.scores().add(run.orElseThrow().id(), outcomes);
                    scored += outcomes.stream()
                            .filter(Outcome.Score.class::isInstance)
                            .count();
                }
                after = page.get(page.size() - 1).record();
                progress.update(Math.min(after + 1, dataset.records()), dataset.records());
                page = snapshot.whole(dataset.id(), ALL, true, after, PAGE);
            }
        }
        wanted.values().stream()
                .filter(each -> each.taker < 0)
                .forEach(each ->
                        problems.add(new Problem(each.line, "Dataset " + dataset.id() + " has no such answer.")));
        problems.sort(Comparator.comparingLong(problem -> problem.line().line()));
        return new Report(
                run.orElseThrow(() -> nothing(file, dataset, problems)),
                scored,
                problems.stream().map(Problem::text).toList());
    }

    private static IOException nothing(Path file, Dataset dataset, List<Problem> problems) {
        return new IOException(file + " scores nothing of dataset " + dataset.id() + " (" + dataset.name() + ")."
                + problems.stream().findFirst().map(first -> " " + first.text()).orElse(""));
    }

    private ScoringRun start(Path file, String name, String sha256) {
        return workspace.runs().start(new RunTable.Key(name, file.toAbsolutePath(), KIND, sha256, true, "{}"));
    }

    private static Map<ScoreSheet.Key, Wanted> read(Path file, List<Problem> problems) throws IOException {
        Map<ScoreSheet.Key, Wanted> wanted = new HashMap<>();
        ScoreSheet.read(file, line -> {
            if (line.key().isEmpty()) {
                problems.add(new Problem(line, line.problem()));
                return;
            }
            Wanted first = wanted.putIfAbsent(line.key().get(), new Wanted(line));
            if (first != null) {
                problems.add(new Problem(
                        line, "It scores what line " + first.line.line() + " scored already; the first one counts."));
            }
        });
        return wanted;
    }

    private static List<Outcome> outcomes(
            List<WholeRecord> page, boolean named, Map<ScoreSheet.Key, Wanted> wanted, List<Problem> problems) {
        List<Outcome> outcomes = new ArrayList<>();
        for (WholeRecord record : page) {
            List<String> ids = named ? ids(record.raw()) : List.of();
            for (Candidate candidate : record.candidates()) {
                if (candidate.sampleId().isPresent()) {
                    outcome(record, candidate, ids, wanted, problems).ifPresent(outcomes::add);
                }
            }
        }
        return outcomes;
    }

    private static Optional<Outcome> outcome(
            WholeRecord record,
            Candidate candidate,
            List<String> ids,
            Map<ScoreSheet.Key, Wanted> wanted,
            List<Problem> problems) {
        long sample = candidate.sampleId().orElseThrow();
        for (ScoreSheet.Key key : keys(record, candidate, ids)) {
            Wanted found = wanted.get(key);
            if (found == null) {
                continue;
            }
            boolean ambiguous = key.candidate().isEmpty() && record.candidates().size() > 1;
            if (found.taker >= 0 || ambiguous) {
                if (found.taker != record.record()) {
                    problems.add(new Problem(found.line, why(record, found)));
                }
                found.taker = record.record();
                return Optional.empty();
            }
            found.taker = record.record();
            if (found.line.score().isEmpty()) {
                problems.add(new Problem(found.line, found.line.problem()));
                return Optional.of(new Outcome.Failure(sample, found.line.problem()));
            }
            return Optional.of(new Outcome.Score(sample, found.line.score().getAsDouble(), 0, false));
        }
        return Optional.empty();
    }

    private static String why(WholeRecord record, Wanted found) {
        return found.taker >= 0
                ? "Record " + record.record() + " has the same id as record " + found.taker
                        + ", which took the score. Name them by \"record\"."
                : "Record " + record.record() + " has " + record.candidates().size()
                        + " answers. Say which with \"candidate\".";
    }

    /** What an answer may be called, the surest first. */
    private static List<ScoreSheet.Key> keys(WholeRecord record, Candidate candidate, List<String> ids) {
        OptionalLong position = OptionalLong.of(record.record());
        List<ScoreSheet.Key> keys = new ArrayList<>();
        for (OptionalInt which : List.of(OptionalInt.of(candidate.number()), OptionalInt.empty())) {
            keys.add(new ScoreSheet.Key(position, "", which));
            ids.forEach(id -> keys.add(new ScoreSheet.Key(OptionalLong.empty(), id, which)));
        }
        return keys;
    }

    private static List<String> ids(String raw) {
        List<String> ids = new ArrayList<>();
        if (raw.startsWith("{")) {
            try {
                JsonNode record = JSON.readTree(raw);
                ScoreSheet.ids().stream()
                        .map(record::path)
                        .filter(id ->
                                id.isValueNode() && !id.isNull() && !id.asText().isEmpty())
                        .forEach(id -> ids.add(id.asText()));
            } catch (JsonProcessingException e) {
                return List.of(); // a row of a table that begins with a brace: it has no id of its own
            }
        }
        return ids;
    }
}
