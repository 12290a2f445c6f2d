package winnow.store.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import winnow.store.data.Audit;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.Conflict;
import winnow.store.data.GeneratedAnswer;
import winnow.store.data.Generation;
import winnow.store.data.KeptCalibration;
import winnow.store.data.Outcome;
import winnow.store.data.ScoringRun;
import winnow.store.data.Verdict;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;
import winnow.store.query.Query;

class MergeTest {

    private static final List<String> RECORDS = List.of("a|b", "aa|bb|cc", "one", "x|y", "1|2");

    private Path folder = Path.of("");
    private int files;

    @BeforeEach
    @BeforeTry
    void makeFolder() throws IOException {
        removeFolder();
        folder = Files.createTempDirectory("merge");
        files = 0;
    }

    @AfterEach
    @AfterProperty
    void removeFolder() throws IOException {
        if (folder.isAbsolute() && Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    @Property(tries = 6)
    void theOrderOfWorkspacesDoesNotMatter(@ForAll long seed) throws SQLException {
        List<Path> three = randomWorkspaces(seed);

        String abc = dump(merge(three.get(0), three.get(1), three.get(2)));

        assertEquals(abc, dump(merge(three.get(2), three.get(0), three.get(1))));
        assertEquals(abc, dump(merge(three.get(1), three.get(2), three.get(0))));
    }

    @Property(tries = 6)
    void mergingMayBeDoneInSteps(@ForAll long seed) throws SQLException {
        List<Path> three = randomWorkspaces(seed);
        Path left = merge(merge(three.get(0), three.get(1)), three.get(2));

        assertEquals(dump(left), dump(merge(three.get(0), merge(three.get(1), three.get(2)))));
        assertEquals(dump(left), dump(merge(three.get(0), three.get(1), three.get(2))));
    }

    @Property(tries = 6)
    void mergingTwiceChangesNothing(@ForAll long seed) throws SQLException {
        List<Path> three = randomWorkspaces(seed);
        Path once = merge(three.get(0), three.get(1));

        assertEquals(dump(once), dump(merge(once, three.get(1))));
        assertEquals(dump(once), dump(merge(once, once)));
        assertEquals(dump(three.get(2)), dump(merge(three.get(2), three.get(2))));
    }

    @Property(tries = 6)
    void nothingIsLostAndTheSourcesStayAsTheyAre(@ForAll long seed) throws SQLException, IOException {
        List<Path> three = randomWorkspaces(seed);
        byte[] before = Files.readAllBytes(three.get(0));

        Path united = merge(three.get(0), three.get(1), three.get(2));

        assertArrayEquals(before, Files.readAllBytes(three.get(0)));
        for (String table : List.of(
                "decision", "step", "remark", "comparison", "audit", "audit_judgement", "audit_draw", "calibration")) {
            List<String> ids = new ArrayList<>();
            for (Path each : three) {
                ids.addAll(rows(each, "SELECT id FROM " + table));
            }
            assertEquals(
                    ids.stream().distinct().sorted().toList(),
                    rows(united, "SELECT id FROM " + table + " ORDER BY id"),
                    table);
        }
    }

    @Test
    void aDatasetThatOneWorkspaceLacksIsBroughtOverWithItsScores() {
        Path first = file();
        Path second = file();
        try (Workspace a = Workspace.open(first);
                Workspace b = Workspace.open(second)) {
            Example.dataset(a, "train", 3);
            Example.pairs(b, "pairs", RECORDS);
            Example.score(b, Example.run(b));
        }
        try (Workspace united = Workspace.open(merge(first, second))) {
            assertEquals(
                    List.of("train", "pairs"),
                    united.datasets().all().stream().map(d -> d.name()).toList());
            assertEquals("bb", united.samples().ofRecord(2, 1).get(1).sample().answer());
            ScoringRun run = united.runs().latest().orElseThrow();
            assertEquals(10, united.scores().scored(run.id()));
        }
    }

    @Test
    void annotatorsWhoDifferAreConflicts() {
        Path first = file();
        Path second = file();
        try (Workspace a = Workspace.open(first);
                Workspace b = Workspace.open(second)) {
            Example.pairs(a, "pairs", RECORDS);
            Example.dataset(b, "train", 2); // so that the numbers of datasets and samples differ
            Example.pairs(b, "pairs", RECORDS);
            a.decisions().decide(Example.says("kim", Verdict.KEEP), 1);
            b.decisions().decide(Example.says("lee", Verdict.PRUNE), 3);
            a.decisions().decide(Example.says("kim", Verdict.KEEP), 2);
            b.decisions().decide(Example.says("lee", Verdict.KEEP), 4);
            vote(a, "kim", new Pair(1, 0, 0, 1), Choice.A_MUCH);
            vote(b, "lee", new Pair(2, 0, 1, 0), Choice.A);
            vote(a, "kim", new Pair(1, 3, 0, 1), Choice.A_MUCH);
            vote(b, "lee", new Pair(2, 3, 1, 0), Choice.B);
            vote(a, "kim", new Pair(1, 4, 0, 1), Choice.BOTH_BAD);
            vote(b, "lee", new Pair(2, 4, 1, 0), Choice.SKIP);
        }
        try (Workspace united = Workspace.open(merge(second, first))) {
            Conflict sample = united.conflicts().verdicts().get(0);
            Conflict pair = united.conflicts().votes().get(0);

            assertEquals(1, united.conflicts().verdicts().size());
            assertEquals(Map.of("kim", "keep", "lee", "prune"), sample.said());
            assertEquals(List.of(0), sample.candidates());
            assertEquals(1, united.conflicts().votes().size());
            assertEquals(Map.of("kim", "answer 0", "lee", "answer 1"), pair.said());
            assertEquals(4, united.conflicts().decisions());
            assertEquals(6, united.conflicts().comparisons());
        }
    }

    @Test
    void theLastCalibrationOfARunCountsAlsoAfterAMerge() {
        Path first = file();
        Path second = file();
        KeptCalibration earlier;
        KeptCalibration later;
        try (Workspace a = Workspace.open(first);
                Workspace b = Workspace.open(second)) {
            a.runs()
                    .start(new RunTable.Key(
                            "other", Path.of("/o"), "fake", "f0", true, "{}")); // so that numbers differ
            earlier = calibrate(b, Example.run(b), 20);
            later = calibrate(a, Example.run(a), 30);
        }
        try (Workspace united = Workspace.open(merge(first, second, first))) {
            ScoringRun run = united.runs().find("f1", "{\"hd_num\":9}").orElseThrow();
            KeptCalibration counts = united.calibrations().ofRun(run.id()).orElseThrow();

            assertEquals(later.id(), counts.id());
            assertEquals(run.id(), counts.runId());
            assertEquals(new KeptCalibration.Votes(Optional.of("kim"), 30, "a hash"), counts.votes());
            assertEquals(
                    List.of(earlier.id(), later.id()),
                    united.calibrations().all().stream()
                            .map(KeptCalibration::id)
                            .toList());
            assertEquals(
                    Optional.empty(),
                    united.calibrations()
                            .ofRun(united.runs().find("f0", "{}").orElseThrow().id()));
        }
    }

    @Test
    void anUndoAfterTheMergeTakesTheLastWordBack() {
        Path first = file();
        Path second = file();
        try (Workspace a = Workspace.open(first);
                Workspace b = Workspace.open(second)) {
            Example.pairs(a, "pairs", RECORDS);
            Example.pairs(b, "pairs", RECORDS);
            vote(b, "kim", new Pair(1, 0, 0, 1), Choice.B);
            vote(a, "kim", new Pair(1, 0, 0, 1), Choice.A); // later
        }
        try (Workspace united = Workspace.open(merge(first, second))) {
            UUID last = united.steps().after(1).get(0).id();
            Comparison again = united.comparisons().find(united.takeBack(last)).orElseThrow();

            assertEquals(Choice.B, again.said().choice());
        }
    }

    @Test
    void anOldWorkspaceIsMergedAndNotUpgraded() throws SQLException, IOException {
        Path old = file();
        try (Workspace a = Workspace.open(old)) {
            Example.dataset(a, "train", 3);
            a.decisions().decide(Example.says("kim", Verdict.PRUNE), 1);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + old);
                Statement statement = connection.createStatement()) {
            for (String newer : List.of(
                    "judge_vote",
                    "generated_answer",
                    "generation",
                    "ranking",
                    "ranking_value",
                    "measurement",
                    "calibration",
                    "import_warning",
                    "text_index",
                    "text_indexed",
                    "standing_vote",
                    "comparison",
                    "saved_view",
                    "standing_remark",
                    "remark")) {
                statement.executeUpdate("DROP TABLE " + newer);
            }
            statement.executeUpdate("PRAGMA user_version = 6");
        }
        byte[] before = Files.readAllBytes(old);

        List<String> decisions = rows(merge(old), "SELECT verdict FROM decision");

        assertEquals(List.of("PRUNE"), decisions);
        assertArrayEquals(before, Files.readAllBytes(old));
    }

    @Test
    void aWorkspaceOfANewerVersionIsRefused() throws SQLException {
        Path newer = file();
        Workspace.open(newer).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + newer);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }

        StoreException e = assertThrows(StoreException.class, () -> merge(newer));

        assertTrue(String.valueOf(e.getMessage()).contains("was written by a newer Winnow"), e.getMessage());
    }

    @Test
    void aDamagedWorkspaceIsRefused() throws IOException {
        Path damaged = file();
        try (Workspace a = Workspace.open(damaged)) {
            Example.dataset(a, "train", 500);
        }
        byte[] bytes = Files.readAllBytes(damaged);
        Arrays.fill(bytes, 16_384, bytes.length - 16_384, (byte) 7);
        Files.write(damaged, bytes);
        Path empty = Files.write(file(), new byte[0]);
        Path text = Files.writeString(file(), "no workspace at all, but long enough to be one".repeat(9));

        assertEquals(
                damaged.getFileName() + " is damaged; it was left as it is."
                        + " Restore it from a copy, or start a new workspace.",
                assertThrows(StoreException.class, () -> merge(damaged)).getMessage());
        assertEquals(
                empty.getFileName() + " is empty and no Winnow workspace.",
                assertThrows(StoreException.class, () -> merge(empty)).getMessage());
        assertEquals(
                text.getFileName() + " is not a Winnow workspace; it was left as it is. Choose another file.",
                assertThrows(StoreException.class, () -> merge(text)).getMessage());
        assertArrayEquals(bytes, Files.readAllBytes(damaged));
    }

    @Test
    void theSameFileReadInTwoWaysIsRefused() {
        Path first = file();
        Path second = file();
        try (Workspace a = Workspace.open(first);
                Workspace b = Workspace.open(second)) {
            Example.pairs(a, "pairs", RECORDS);
            long id = b.datasets().begin("pairs", Path.of("/data/pairs.json"), "other", "sha-pairs");
            b.datasets().publish(id, 0, 0, 0);
        }

        assertEquals(
                "The dataset pairs was imported as other in one workspace and as fake in another, so its samples are"
                        + " not the same. Import it as one format in both.",
                assertThrows(StoreException.class, () -> merge(first, second)).getMessage());
    }

    private Path file() {
        return folder.resolve(files++ + ".winnow");
    }

    private Path merge(Path... sources) {
        List<Path> copies = new ArrayList<>();
        for (Path source : sources) {
            Path copy = file();
            Workspace.copy(source, copy);
            copies.add(copy);
        }
        Path out = file();
        try (Workspace workspace = Workspace.open(out)) {
            workspace.unite(copies, Progress.SILENT, new CancelToken());
        }
        return out;
    }

    /** Three workspaces with some data in common, the last two grown from one another's copy. */
    private List<Path> randomWorkspaces(long seed) {
        Random random = new Random(seed);
        Path first = randomWorkspace(random);
        Path second = randomWorkspace(random);
        Path third = file();
        Workspace.copy(second, third);
        grow(second, random);
        grow(third, random);
        return List.of(first, second, third);
    }

    private Path randomWorkspace(Random random) {
        Path file = file();
        try (Workspace workspace = Workspace.open(file)) {
            for (String name : List.of("one", "two", "three")) {
                if (random.nextInt(3) > 0) {
                    Example.pairs(workspace, name, RECORDS);
                }
            }
        }
        grow(file, random);
        return file;
    }

    private static void grow(Path file, Random random) {
        try (Workspace workspace = Workspace.open(file)) {
            long samples = 10L * workspace.datasets().all().size();
            if (samples == 0) {
                return;
            }
            for (int i = random.nextInt(12); i > 0; i--) {
                String who = List.of("kim", "lee", "park").get(random.nextInt(3));
                long sample = 1 + (long) (random.nextDouble() * samples);
                long dataset = 1 + (sample - 1) / 10;
                Pair pair = new Pair(dataset, 1, random.nextInt(2), 2);
                switch (random.nextInt(9)) {
                    case 0, 1 ->
                        workspace.decisions().decide(Example.says(who, one(Verdict.values(), 4, random)), sample);
                    case 2 -> vote(workspace, who, pair, one(Choice.values(), 9, random));
                    case 3 -> undo(workspace);
                    case 4 -> rank(workspace, who, dataset, random);
                    case 5 -> remark(workspace, who, sample, random);
                    case 6, 7 -> ask(workspace, random);
                    default -> score(workspace, sample, random);
                }
            }
        }
    }

    private static void rank(Workspace workspace, String who, long dataset, Random random) {
        Map<ComparisonTable.Ballot, Vote> votes = new LinkedHashMap<>();
        votes.put(
                new ComparisonTable.Ballot(new Pair(dataset, 1, 0, 1), who, 1, "mixed"),
                Vote.of(one(Choice.values(), 5, random)));
        votes.put(
                new ComparisonTable.Ballot(new Pair(dataset, 1, 2, 0), who, 1, "mixed"),
                Vote.of(one(Choice.values(), 5, random)));
        workspace.comparisons().vote(votes);
    }

    private static void remark(Workspace workspace, String who, long sample, Random random) {
        if (random.nextBoolean()) {
            workspace.remarks().note(who, sample, "note " + random.nextInt(2));
        } else {
            Query query = Query.parse("sample:" + sample);
            workspace.remarks().tag(who, OptionalLong.empty(), query, "later", random.nextInt(3) > 0);
        }
    }

    /** What chat models said: the same question may have another answer in another workspace. */
    private static void ask(Workspace workspace, Random random) {
        Generation generation = new Generation("http://here", "m" + random.nextInt(2), 1, 0);
        workspace
                .generations()
                .add(
                        workspace.generations().begin(generation),
                        key(random),
                        answer(random.nextInt(2), "answer " + random.nextInt(3), random.nextInt(3) == 0));
        String vote = List.of("FIRST", "SECOND", "TIE", "UNREADABLE").get(random.nextInt(4));
        workspace.judgeVotes().add(key(random), random.nextInt(2), vote);
    }

    private static String key(Random random) {
        return String.valueOf(random.nextInt(3)).repeat(64);
    }

    private static GeneratedAnswer answer(int number, String text, boolean cut) {
        GeneratedAnswer.Tokens tokens = new GeneratedAnswer.Tokens(3, 4, true);
        return new GeneratedAnswer(number, text, cut ? "length" : "stop", cut ? 10 : 20, tokens);
    }

    @Test
    void aWholeAnswerTakesThePlaceOfOneThatWasCutOff() throws SQLException {
        Path first = file();
        Path second = file();
        Generation generation = new Generation("http://here", "m", 1, 0);
        String prompt = "ab".repeat(32);
        try (Workspace a = Workspace.open(first);
                Workspace b = Workspace.open(second)) {
            a.generations().begin(new Generation("http://here", "other", 1, 0)); // so that numbers differ
            a.generations().add(a.generations().begin(generation), prompt, answer(0, "cut o", true));
            b.generations().add(b.generations().begin(generation), prompt, answer(0, "cut off", false));
            b.generations().add(b.generations().begin(generation), prompt, answer(1, "more", false));
            a.judgeVotes().add(prompt, 0, "UNREADABLE");
            b.judgeVotes().add(prompt, 0, "TIE");
        }
        Path both = merge(first, second);
        try (Workspace united = Workspace.open(both)) {
            long found = united.generations().find(generation);

            assertEquals(
                    List.of("cut off", "more"),
                    united.generations().answers(found, prompt).stream()
                            .map(GeneratedAnswer::text)
                            .toList());
            assertEquals(Map.of(0, "TIE"), united.judgeVotes().votes(prompt));
        }
        assertEquals(dump(both), dump(merge(second, first)));
    }

    private static <T> T one(T[] all, int first, Random random) {
        return List.of(all).get(random.nextInt(first));
    }

    private static void undo(Workspace workspace) {
        List<StepTable.Step> steps = workspace.steps().after(0);
        if (!steps.isEmpty()) {
            workspace.takeBack(steps.get(steps.size() - 1).id());
        }
    }

    private static void score(Workspace workspace, long sample, Random random) {
        ScoringRun run = Example.run(workspace);
        if (workspace.scores().find(run.id(), sample).isEmpty()) {
            Outcome outcome = random.nextBoolean()
                    ? new Outcome.Score(sample, random.nextInt(3), 10, false)
                    : new Outcome.Failure(sample, "no picture " + random.nextInt(2));
            workspace.scores().add(run.id(), List.of(outcome));
        }
        UUID audit = UUID.randomUUID();
        Audit.Cut cut = new Audit.Cut(UUID.randomUUID(), Map.of(1L, new Audit.SourceCut(random.nextInt(3), 1, 2)));
        UUID draw = UUID.randomUUID();
        workspace
                .audits()
                .start(
                        new Audit(audit, run.id(), "raw", 1, "kim", Instant.EPOCH),
                        cut,
                        List.of(new Audit.Draw(draw, sample, Optional.empty())));
        workspace.audits().judge(draw, "lee", Audit.Quality.BAD, Optional.of("blurred"));
        calibrate(workspace, run, random.nextInt(9) + 1);
    }

    private static KeptCalibration calibrate(Workspace workspace, ScoringRun run, int votes) {
        return workspace
                .calibrations()
                .add(
                        votes + " votes",
                        run.id(),
                        new KeptCalibration.Curve(KeptCalibration.Method.TEMPERATURE, "{\"inverse\":0.5}", "{}"),
                        new KeptCalibration.Votes(Optional.of("kim"), votes, "a hash"),
                        "lee");
    }

    private static void vote(Workspace workspace, String annotator, Pair pair, Choice choice) {
        workspace.comparisons().vote(new ComparisonTable.Ballot(pair, annotator, 1, "mixed"), Vote.of(choice));
    }

    /** All that a workspace says, without the numbers that are its own. */
    private static String dump(Path file) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (String query : DUMP.split(";", -1)) {
            text.append(String.join("\n", rows(file, query))).append("\n--\n");
        }
        return text.toString();
    }

    private static final String DUMP = """
            SELECT sha256, name, source, format, records, imported, rejected, imported_at FROM dataset ORDER BY 1;
            SELECT d.sha256, s.record, s.candidate, s.line, s.preview, t.body, t.raw FROM sample s
            JOIN dataset d ON d.id = s.dataset_id JOIN sample_text t ON t.sample_id = s.id ORDER BY 1, 2, 3;
            SELECT id, undoes, annotator, decided_at FROM step ORDER BY seq;
            SELECT e.id, e.step_id, d.sha256, e.record, e.candidate, e.annotator, e.verdict, e.decided_at, e.said_at
            FROM decision e JOIN dataset d ON d.id = e.dataset_id ORDER BY 1;
            SELECT m.id, m.step_id, d.sha256, m.record, m.candidate, m.annotator, m.kind, m.name, m.value, m.remarked_at
            FROM remark m JOIN dataset d ON d.id = m.dataset_id ORDER BY 1;
            SELECT d.sha256, s.record, s.candidate, r.kind, r.name, r.annotator, r.value FROM standing_remark r
            JOIN sample s ON s.id = r.sample_id JOIN dataset d ON d.id = s.dataset_id ORDER BY 1, 2, 3, 4, 5, 6;
            SELECT c.id, c.undoes, d.sha256, c.record, c.candidate_a, c.candidate_b, c.annotator, c.choice, c.voted_at,
            c.step_id FROM comparison c JOIN dataset d ON d.id = c.dataset_id ORDER BY c.seq;
            SELECT d.sha256, s.record, s.candidate, k.verdict, k.annotator, k.decided_at FROM current_verdict k
            JOIN sample s ON s.id = k.sample_id JOIN dataset d ON d.id = s.dataset_id ORDER BY 1, 2, 3;
            SELECT d.sha256, s.record, s.candidate, k.annotator, k.verdict, k.decision_id FROM standing k
            JOIN sample s ON s.id = k.sample_id JOIN dataset d ON d.id = s.dataset_id ORDER BY 1, 2, 3, 4;
            SELECT d.sha256, v.record, v.low, v.high, v.annotator, v.choice, v.prefers, v.comparison_id
            FROM standing_vote v JOIN dataset d ON d.id = v.dataset_id ORDER BY 1, 2, 3, 4, 5;
            SELECT r.fingerprint, d.sha256, s.record, s.candidate, c.reward, c.failure FROM score c
            JOIN run r ON r.id = c.run_id JOIN sample s ON s.id = c.sample_id JOIN dataset d ON d.id = s.dataset_id
            ORDER BY 1, 2, 3, 4;
            SELECT r.fingerprint, t.scored, t.failed FROM run_total t JOIN run r ON r.id = t.run_id ORDER BY 1;
            SELECT fingerprint, settings, started_at, resumed_at FROM run ORDER BY 1, 2;
            SELECT id, ranking, annotator FROM audit ORDER BY 1;
            SELECT c.id, c.name, r.fingerprint, c.method, c.parameters, c.voter, c.votes, c.sha256, c.annotator,
            c.fitted_at FROM calibration c JOIN run r ON r.id = c.run_id ORDER BY 1;
            SELECT c.cut_id, d.sha256, c.value FROM audit_cut_source c JOIN dataset d ON d.id = c.dataset_id
            ORDER BY 1, 2;
            SELECT w.id, w.cut_id, d.sha256, w.record, w.candidate FROM audit_draw w
            JOIN dataset d ON d.id = w.dataset_id ORDER BY 1;
            SELECT id, draw_id, annotator, quality, reason, judged_at FROM audit_judgement ORDER BY 1;
            SELECT endpoint, model, temperature, seed, started_at FROM generation ORDER BY 1, 2, 3, 4;
            SELECT g.model, hex(a.prompt_key), a.number, a.answer, a.finish, a.max_tokens, a.answered_at
            FROM generated_answer a JOIN generation g ON g.id = a.generation_id ORDER BY 1, 2, 3;
            SELECT hex(key), number, vote FROM judge_vote ORDER BY 1, 2""";

    private static List<String> rows(Path file, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }
}
