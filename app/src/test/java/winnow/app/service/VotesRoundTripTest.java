package winnow.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.app.service.ExportService.MediaChoice;
import winnow.scoring.ScoringException;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.Dataset;
import winnow.store.data.PairOrder;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Published sets of preferences go from import to the votes of two annotators, to an export, to pairs built of the
 * votes, and back, without a difference. The annotators are simulated: each finds what the file calls better better in
 * eight of ten cases.
 */
class VotesRoundTripTest extends ExportBench {

    private static final Path FORMATS = Path.of("../store/src/test/resources/formats");

    private final Map<Long, List<Comparison>> said = new HashMap<>();

    /** Files, and the row of the table they yield. */
    static Stream<Arguments> sets() {
        return Stream.of(
                Arguments.of(
                        "wildvision/vision_bench_battles.sample.jsonl",
                        "200 records, 90 answers, 45 pairs; 61 votes right; kappa"
                                + " -0.0334; 33 pairs by votes {tie=12}; ixc 33 {tie=12}"),
                Arguments.of(
                        "pku-saferlhf/preference.train.first12.json",
                        "12 records, 24 answers, 12 pairs; 17 votes right; kappa"
                                + " -0.1429; 10 pairs by votes {tie=2}; ixc 10 {tie=2}"),
                Arguments.of(
                        "hh-rlhf/harmless-base/test.sample40.jsonl.gz",
                        "40 records, 80 answers, 40 pairs; 57 votes right; kappa"
                                + " -0.0345; 30 pairs by votes {tie=10}; ixc 30 {tie=10}"),
                Arguments.of(
                        "hh-rlhf/parquet/test-00000-of-00001.parquet",
                        "40 records, 80 answers, 40 pairs; 57 votes right; kappa"
                                + " -0.0345; 30 pairs by votes {tie=10}; ixc 30 {tie=10}"),
                Arguments.of(
                        "llmbar/Natural.first30.json",
                        "30 records, 60 answers, 30 pairs; 42 votes right; kappa"
                                + " -0.1392; 21 pairs by votes {tie=9}; ixc 21 {tie=9}"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void fromImportToVotesToExportAndBack(String file, String expected) throws Exception {
        Dataset source = imported(session, FORMATS.resolve(file));
        List<Sample> before = samples(session, source);
        Map<Long, List<Sample>> groups = groups(before);
        int right = vote(source, groups, "kim", 1) + vote(source, groups, "lee", 2);

        comesBack(source, before);
        PairsService.Report trl = built("trl", source);
        PairsService.Report ixc = built("ixc-reward", source);

        AgreementReport agreement =
                session.agreement().report(OptionalLong.empty(), OptionalLong.empty(), new CancelToken());
        BetweenAnnotators votes = agreement.all().votes();
        String row = String.format(
                Locale.ROOT,
                "%d records, %d answers, %d pairs; %d votes right; kappa %.4f; %d pairs by votes %s; ixc %d %s",
                source.records(),
                source.imported(),
                votes.things(),
                right,
                votes.kappa().value(),
                trl.pairs(),
                new TreeMap<>(trl.dropped()),
                ixc.pairs(),
                new TreeMap<>(ixc.dropped()));
        assertEquals(expected, row);
    }

    private static Map<Long, List<Sample>> groups(List<Sample> samples) {
        Map<Long, List<Sample>> groups = new LinkedHashMap<>();
        samples.forEach(sample -> groups.computeIfAbsent(sample.record(), record -> new ArrayList<>())
                .add(sample));
        return groups;
    }

    /** Votes on every pair; returns how many votes are for what the file calls better. */
    private int vote(Dataset source, Map<Long, List<Sample>> groups, String annotator, long seed) {
        Random random = new Random(seed);
        CompareService.Sitting sitting =
                new CompareService.Sitting(annotator, PairOrder.UNDECIDED, OptionalLong.empty(), seed);
        int right = 0;
        for (List<Sample> group : groups.values()) {
            if (group.size() < 2) {
                continue;
            }
            int low = group.get(0).candidate();
            int high = group.get(1).candidate();
            boolean swapped = random.nextBoolean();
            boolean forLow = random.nextDouble() < (low == 0 ? 0.8 : 0.5);
            int kind = random.nextInt(20);
            Choice choice =
                    kind == 0 ? Choice.BOTH_BAD : kind <= 2 ? Choice.TIE : choice(forLow != swapped, kind % 2 == 0);
            right += low == 0 && forLow && kind > 2 ? 1 : 0;
            Pair pair = swapped
                    ? new Pair(source.id(), group.get(0).record(), high, low)
                    : new Pair(source.id(), group.get(0).record(), low, high);
            said.computeIfAbsent(pair.record(), record -> new ArrayList<>())
                    .add(session.comparing().vote(sitting, pair, Vote.of(choice)));
        }
        return right;
    }

    private static Choice choice(boolean forA, boolean much) {
        return forA ? (much ? Choice.A_MUCH : Choice.A) : much ? Choice.B_MUCH : Choice.B;
    }

    /** The export in its own format, imported into a new workspace, has the same answers in the same order. */
    private void comesBack(Dataset source, List<Sample> before) throws IOException {
        ExportService.Report report = export(Optional.empty(), MediaChoice.NONE);
        try (Session again = session("again.winnow")) {
            Dataset back = imported(again, report.files().get(0).path());
            assertEquals(source.records() - source.rejected(), back.records());
            assertEquals(0, back.rejected());
            assertEquals(source.format(), back.format());
            List<Sample> after = samples(again, back);
            for (int i = 0; i < before.size(); i++) {
                assertEquals(before.get(i).candidate(), after.get(i).candidate());
                assertEquals(before.get(i).turns(), after.get(i).turns());
                assertEquals(before.get(i).media(), after.get(i).media());
                assertEquals(before.get(i).raw(), after.get(i).raw());
            }
            assertEquals(before.size(), after.size());
        }
    }

    /** Pairs of the votes: imported again, the first answer of each is the one the votes are for. */
    private PairsService.Report built(String layout, Dataset source) throws IOException, ScoringException {
        Path file = folder.resolve(layout + ".jsonl");
        PairsService.Report report = session.pairs()
                .build(
                        new PairsService.Request(
                                new PairRules(
                                        PairRules.Basis.VOTES, OptionalDouble.empty(), 9, PairRules.LengthRule.NONE),
                                layout,
                                file,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.empty(),
                                true),
                        Progress.SILENT,
                        new CancelToken());
        assertTrue(Files.readString(file).contains("\"votes\":[{\"annotator\":\"kim\","));
        Map<List<List<Turn>>, Long> expected = new HashMap<>();
        for (List<Sample> group : groups(samples(session, source)).values()) {
            if (group.size() == 2) {
                double mean = mean(said.getOrDefault(group.get(0).record(), List.of()));
                if (mean != 0) {
                    List<Turn> low = group.get(0).turns();
                    List<Turn> high = group.get(1).turns();
                    expected.merge(mean > 0 ? List.of(low, high) : List.of(high, low), 1L, Long::sum);
                }
            }
        }
        Map<List<List<Turn>>, Long> got = new HashMap<>();
        try (Session again = session(layout + ".winnow")) {
            Dataset back = imported(again, file);
            assertEquals(0, back.rejected());
            for (List<Sample> group : groups(samples(again, back)).values()) {
                got.merge(List.of(group.get(0).turns(), group.get(1).turns()), 1L, Long::sum);
            }
        }
        assertEquals(expected.size(), got.size());
        assertEquals(expected, got);
        return report;
    }

    /** How much better the lower answer is to those who voted; 0 where most find both bad. */
    private double mean(List<Comparison> votes) {
        long bad = votes.stream()
                .filter(vote -> vote.said().choice() == Choice.BOTH_BAD)
                .count();
        return 2 * bad > votes.size()
                ? 0
                : votes.stream()
                        .filter(vote -> vote.said().choice().ranks())
                        .mapToInt(Comparison::towardsLow)
                        .average()
                        .orElse(0);
    }
}
