package winnow.app.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import winnow.store.data.Outcome;
import winnow.store.data.Verdict;
import winnow.store.db.RunTable;
import winnow.store.db.Workspace;

/** Times what the review window asks of a large workspace, and prints a table of it. */
final class MillionQueries {

    private static final int PAGE = 100;
    private static final int BULK = 100_000;
    private static final String ANNOTATOR = "kim";

    private final Session session;
    private final Random random = new Random(7);
    private OptionalLong run = OptionalLong.empty();

    MillionQueries(Session session) {
        this.session = session;
    }

    /** Scores and decides where nothing is yet, then measures. */
    void measure() {
        fill();
        run = OptionalLong.of(session.latestRun().orElseThrow().id());
        long id = run.getAsLong();
        System.out.printf(Locale.ROOT, "%-45s %9s %9s %9s%n", "ms", "first", "median", "p95");
        time("histogram, 64 bins", 15, i -> session.review().histogram(id, 64));
        time("counts", 15, i -> session.review().counts(run));
        time("sort all by reward", 9, i -> session.review().order(run, ""));
        time("sort all in file order", 9, i -> session.review().order(OptionalLong.empty(), ""));
        for (String query : List.of(
                "reward<-1",
                "reward<=p5",
                "decided:no",
                "decided:yes",
                "verdict:prune",
                "media:image",
                "media:video",
                "source:train reward>1",
                "record:500000..510000",
                "tokens:400..",
                "scored:no",
                "reward<-1 decided:no")) {
            time("filter " + query, 5, i -> session.review().order(run, query));
        }
        time("text \"gratakami\"", 3, i -> session.review().order(run, "gratakami"));
        long[] order = session.review().order(run, "");
        time("page of " + PAGE + " anywhere", 200, i -> page(order, random.nextInt(order.length - PAGE)));
        time("details of one sample", 200, i -> session.review().detail(run, order[random.nextInt(order.length)]));
        time("one decision", 100, i -> decide(order[random.nextInt(order.length)], i));
        time("bulk decision on " + BULK, 3, this::decideMany);
        time("taking it back", 3, i -> session.review().undo(Optional.of(ANNOTATOR)));
    }

    private void page(long[] order, int from) {
        session.review()
                .rows(
                        run,
                        LongStream.of(Arrays.copyOfRange(order, from, from + PAGE))
                                .boxed()
                                .toList());
    }

    private void decide(long sample, int number) {
        session.review().decide(ANNOTATOR, sample, Verdict.PRUNE, Optional.of("time " + number), Optional.of(stamp()));
    }

    private void decideMany(int number) {
        int from = number * BULK;
        session.review()
                .decideAll(
                        ANNOTATOR,
                        run,
                        "record:" + from + ".." + (from + BULK - 1),
                        Verdict.KEEP,
                        Optional.of("bulk " + number),
                        Optional.of(stamp()));
    }

    /** Makes every decision new, also when the same workspace is measured again. */
    private static String stamp() {
        return "at " + System.nanoTime();
    }

    private void fill() {
        if (session.latestRun().isPresent()) {
            return;
        }
        try (Workspace workspace = Workspace.open(session.file())) {
            long made = workspace
                    .runs()
                    .start(new RunTable.Key("model", Path.of("model"), "length", "f".repeat(64), true, "{}"))
                    .id();
            long[] samples = session.review().order(OptionalLong.empty(), "");
            List<Outcome> outcomes = new ArrayList<>();
            for (long sample : samples) {
                outcomes.add(new Outcome.Score(sample, random.nextGaussian(), 50 + random.nextInt(500), false));
                if (outcomes.size() == 5_000) {
                    workspace.scores().add(made, outcomes);
                    outcomes.clear();
                }
            }
            workspace.scores().add(made, outcomes);
        }
    }

    private static void time(String what, int times, IntConsumer work) {
        double[] milliseconds = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            work.accept(i);
            milliseconds[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = milliseconds[0];
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "%-45s %9.1f %9.1f %9.1f%n",
                what,
                first,
                milliseconds[times / 2],
                milliseconds[Math.min(times - 1, times * 95 / 100)]);
    }
}
