package winnow.app.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
import winnow.store.data.Audit.Quality;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.PairOrder;
import winnow.store.data.Verdict;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * A day's work on a workspace: import, scoring, many decisions, some of them on hundreds of samples or taken back, and
 * an export. Started again it goes on where it stopped, so that it may be killed anywhere, and it says on standard
 * output what is on the disk, one {@code word number} a line.
 */
final class KillScript {

    static final int RECORDS = 12_000;
    static final int STEPS = 500;

    static final int VOTES = 120;
    static final int JUDGEMENTS = 40;

    private static final int PAIRS = 60; // records with two answers
    private static final int BATCH = 8;
    private static final long SEED = 7;
    private static final String ANNOTATOR = "kim";

    static final int SAMPLES = RECORDS + PAIRS;

    private final Bench bench;

    KillScript(Bench bench) {
        this.bench = bench;
    }

    /** Makes what is imported. */
    static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("train.jsonl"),
                IntStream.range(0, RECORDS)
                        .mapToObj(i -> i < PAIRS
                                ? Bench.line("x".repeat(1 + i) + "\", \"" + "y".repeat(PAIRS - i))
                                        .replaceFirst("\"a\": (.*), \"extra\"", "\"a\": [$1], \"extra\"")
                                : Bench.line("x".repeat(1 + i * 37 % 211)))
                        .toList());
    }

    void run() throws IOException, ScoringException {
        say("ready", 0);
        bench.imports(bench.folder().resolve("train.jsonl"), Progress.SILENT, new CancelToken());
        say("imported", SAMPLES);
        bench.scored(BATCH, (done, total) -> say("scored", SAMPLES - total + done), new CancelToken());
        say("scored", SAMPLES);
        for (int step = steps(bench.session().file()); step < STEPS; step++) {
            decide(step);
            say("steps", step + 1);
        }
        vote();
        audit();
        if (!Files.exists(out(bench.folder()))) {
            bench.session()
                    .exports()
                    .run(
                            new ExportService.Request(
                                    out(bench.folder()), OptionalLong.empty(), bench.run(), OptionalDouble.of(1)),
                            Progress.SILENT,
                            new CancelToken());
        }
        say("exported", 1);
        say("done", 1);
    }

    private void vote() {
        CompareService.Sitting sitting = new CompareService.Sitting(ANNOTATOR, PairOrder.RANDOM, bench.run(), SEED);
        Choice[] choices = {Choice.A, Choice.B_MUCH, Choice.TIE, Choice.SKIP};
        for (int vote = count(bench.session().file(), "comparison"); vote < VOTES; vote++) {
            Pair pair = new Pair(1, vote % PAIRS, vote % 2, 1 - vote % 2);
            bench.session().comparing().vote(sitting, pair, Vote.of(choices[vote % choices.length]));
            say("votes", vote + 1);
        }
    }

    private void audit() {
        AuditService audits = bench.session().audits();
        if (audits.all().isEmpty()) {
            audits.start(
                    new AuditService.Request(
                            bench.run().orElseThrow(),
                            new RankingChoice.Raw(),
                            Map.of(1L, 50.5),
                            JUDGEMENTS,
                            SEED,
                            ANNOTATOR),
                    Progress.SILENT,
                    new CancelToken());
        }
        UUID audit = audits.all().get(0).id();
        for (Optional<AuditService.Next> next = audits.next(audit); next.isPresent(); next = audits.next(audit)) {
            int judged = next.get().judged();
            Quality quality = judged % 3 == 0 ? Quality.BAD : Quality.GOOD;
            audits.judge(next.get().draw(), ANNOTATOR, quality, Optional.empty());
            say("judgements", judged + 1);
        }
    }

    /** How many rows a table has. */
    static int count(Path file, String table) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path out(Path folder) {
        return folder.resolve("exports/out");
    }

    /** How many steps the log of decisions has. */
    static int steps(Path file) {
        try (Workspace workspace = Workspace.open(file)) {
            return workspace.steps().after(0).size();
        }
    }

    private void decide(int step) {
        Optional<String> reason = Optional.of("step " + step);
        if (step % 50 == 49) {
            String some = "record:" + step + ".." + (step + 400);
            bench.session().review().decideAll(ANNOTATOR, bench.run(), some, Verdict.KEEP, reason, Optional.empty());
        } else if (step % 7 == 2) {
            bench.session().review().tag(ANNOTATOR, 1 + step, "later", true);
        } else if (step % 7 == 4) {
            bench.session().review().note(ANNOTATOR, 1 + step, "note of step " + step);
        } else if (step % 7 == 6) {
            if (bench.session().review().undo(Optional.of(ANNOTATOR)).isEmpty()) {
                throw new IllegalStateException("There is nothing to take back at step " + step);
            }
        } else {
            long sample = 1 + (long) step * 7 % RECORDS;
            bench.session().review().decide(ANNOTATOR, sample, Verdict.PRUNE, reason, Optional.empty());
        }
    }

    private static void say(String word, long number) {
        System.out.println(word + " " + number);
        System.out.flush();
    }
}
