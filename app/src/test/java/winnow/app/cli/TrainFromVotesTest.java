package winnow.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.app.service.AgreementReport;
import winnow.app.service.CompareService;
import winnow.app.service.PairOrigin;
import winnow.app.service.Session;
import winnow.app.service.SettingsFile;
import winnow.app.service.TrainService;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.PairOrder;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;

/** A model learns from the votes and labels of a workspace, as an annotator gives them. */
class TrainFromVotesTest {

    private static final Path MODEL = Path.of("../scoring/src/test/resources/tiny/ixc-small-safetensors")
            .toAbsolutePath()
            .normalize();
    private static final List<String> GOOD = List.of("the small dog", "a red house", "the water is cold");
    private static final List<String> BAD = List.of("maybe maybe", "who knows it", "no no no idea");
    private static final int VOTED = 200;
    private static final int FRESH = 40;

    @TempDir
    private static Path folder = Path.of("");

    private static Shell shell = new Shell(Path.of(""));

    private static Path workspace() {
        return folder.resolve("votes.winnow");
    }

    /** A file whose label says nothing of what annotators like: every other good answer is the rejected one. */
    private static Path file(String name, int count, long seed) throws IOException {
        Random random = new Random(seed);
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String good = GOOD.get(random.nextInt(3)) + " " + random.nextInt(100);
            String bad = BAD.get(random.nextInt(3)) + " " + random.nextInt(100);
            records.add("{\"prompt\": \"What is on picture " + random.nextInt(1000) + "?\", \"chosen\": \""
                    + (i % 2 == 0 ? good : bad) + "\", \"rejected\": \"" + (i % 2 == 0 ? bad : good) + "\"}");
        }
        return Files.writeString(folder.resolve(name), String.join("\n", records) + "\n");
    }

    /** An annotator who likes the good answers; of the last ten records the first are ties, the others bad. */
    private static void vote(long dataset, int count, int undecided) {
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace(), new SettingsFile(shell.home()), lanes)) {
            CompareService.Sitting sitting =
                    new CompareService.Sitting("ann", PairOrder.UNDECIDED, OptionalLong.empty(), 0);
            for (int i = 0; i < count; i++) {
                Choice choice = i % 2 == 0 ? Choice.A : Choice.B_MUCH;
                if (i >= count - undecided) {
                    choice = i % 2 == 0 ? Choice.TIE : Choice.BOTH_BAD;
                }
                session.comparing().vote(sitting, new Comparison.Pair(dataset, i, 0, 1), Comparison.Vote.of(choice));
            }
        }
    }

    private static AgreementReport.Hits agreement(long dataset, long run) {
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace(), new SettingsFile(shell.home()), lanes)) {
            return session.agreement()
                    .report(OptionalLong.of(dataset), OptionalLong.of(run), new CancelToken())
                    .all()
                    .model()
                    .decided();
        }
    }

    private static Shell.Result done(Object... arguments) {
        Shell.Result result = shell.run(arguments);
        assertEquals(0, result.code(), result.out() + result.err());
        return result;
    }

    @BeforeAll
    static void voteOnPairs() throws IOException {
        shell = new Shell(folder.resolve("home"));
        done("-w", workspace(), "import", file("voted.jsonl", VOTED + 10, 1), "--format", "trl");
        done("-w", workspace(), "import", file("fresh.jsonl", FRESH, 2), "--format", "trl");
        vote(1, VOTED + 10, 10);
    }

    private static Path config(String more) throws IOException {
        return Files.writeString(
                folder.resolve("train.json"),
                "{\"model\": \"" + MODEL.toString().replace('\\', '/') + "\", \"threads\": 1, \"hd_num\": 1, " + more
                        + "}");
    }

    @Test
    void aHeadTrainedOnTwoHundredVotesRanksInTheirDirection() throws IOException {
        Path out = folder.resolve("voted");

        JsonNode trained = done(
                        "--json",
                        "-w",
                        workspace(),
                        "train",
                        "--from",
                        "votes",
                        "--out",
                        out,
                        "--config",
                        config("\"max_steps\": 60, \"learning_rate\": 0.02, \"per_device_train_batch_size\": 2,"
                                + " \"eval_steps\": 20"))
                .json();

        assertEquals(
                VOTED,
                trained.path("pairs").intValue() + trained.path("checked_pairs").intValue());
        assertTrue(trained.path("checked_pairs").intValue() >= VOTED / 10, trained.toString());
        assertEquals(5, trained.path("dropped").path("the votes come to a tie").intValue());
        assertEquals(
                5, trained.path("dropped").path("both answers were voted bad").intValue());
        assertTrue(trained.path("eval_accuracy").doubleValue() >= 90, trained.toString());
        JsonNode kept = trained.path("kept");
        assertTrue(kept.path("eval_accuracy").doubleValue()
                >= trained.path("eval_accuracy").doubleValue());
        assertEquals(0, kept.path("step").intValue() % 20, "weights of a check");
        done("--json", "model", "check", out);
        done("-w", workspace(), "score", "--model", MODEL, "--hd-num", 1, "--device", "cpu");
        done("-w", workspace(), "score", "--model", out, "--hd-num", 1, "--device", "cpu");
        vote(2, FRESH, 0); // pairs it never saw
        AgreementReport.Hits before = agreement(2, 1);
        AgreementReport.Hits after = agreement(2, 2);
        assertEquals(FRESH, after.of());
        assertTrue(after.right() >= 0.9 * FRESH, "after " + after);
        assertTrue(after.right() > before.right(), before + " before, " + after + " after");
    }

    @Test
    void votesWinOverLabels() throws IOException {
        JsonNode both = done(
                        "--json",
                        "-w",
                        workspace(),
                        "train",
                        "--from",
                        "both",
                        "--config",
                        config("\"max_steps\": 1, \"val_size\": 0, \"out\": \"both\""))
                .json();
        JsonNode labels = done(
                        "--json",
                        "-w",
                        workspace(),
                        "train",
                        "--from",
                        "labels",
                        "--config",
                        config("\"max_steps\": 1, \"val_size\": 0, \"out\": \"labels\""))
                .json();

        assertEquals(VOTED + 10 + FRESH, labels.path("pairs").intValue());
        assertEquals(VOTED + FRESH, both.path("pairs").intValue());
        assertEquals(5, both.path("dropped").path("the votes come to a tie").intValue());
        assertEquals(5, both.path("dropped").path("both answers were voted bad").intValue());
    }

    @Test
    void whatTheWindowOffersIsCounted() {
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace(), new SettingsFile(shell.home()), lanes)) {
            TrainService.Usable usable = session.training().usable(new CancelToken());

            assertTrue(usable.votes() >= VOTED, usable.toString());
            assertEquals(VOTED + FRESH, usable.votes() + usable.labels());
        }
    }

    @Test
    void settingsAreKeptUnderANameThatIsFree() throws IOException {
        try (Lanes lanes = new Lanes();
                Session session = Session.open(workspace(), new SettingsFile(shell.home()), lanes)) {
            TrainService service = session.training();
            Map<String, Object> keys = Map.of("model", MODEL.toString(), "from", "votes", "seed", 3);

            Path first = service.save("mine", keys);
            Path second = service.save("mine", keys);

            assertEquals(Set.of(first, second), Set.copyOf(service.saved()));
            assertEquals("mine-2.json", String.valueOf(second.getFileName()));
            assertEquals(
                    folder.resolve("votes-training/mine-2"),
                    service.settings(second, name -> Optional.empty()).plan().out());
            assertEquals(
                    PairOrigin.VOTES,
                    service.settings(first, name -> Optional.empty()).from().orElseThrow());
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        Shell.Result data = shell.run(
                "-w", workspace(), "train", "--from", "votes", "--config", config("\"data\": \"x\", \"out\": \"o\""));
        Shell.Result nothing = shell.run("train", "--from", "votes");
        Shell.Result unknown = shell.run("train", "--from", "opinions");

        assertEquals(1, data.code());
        assertTrue(data.err().contains("data must be left out where from names pairs of a workspace"), data.err());
        assertEquals(2, nothing.code());
        assertTrue(nothing.err().contains("all of --from, --model and --out"), nothing.err());
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("must be votes, labels or both, was \"opinions\""), unknown.err());
    }

    @Test
    void aWorkspaceWithoutVotesSaysWhatToDo() throws IOException {
        Path empty = folder.resolve("empty.winnow");
        done("-w", empty, "import", file("unvoted.jsonl", 3, 3), "--format", "trl");

        Shell.Result refused =
                shell.run("-w", empty, "train", "--from", "votes", "--config", config("\"out\": \"none\""));

        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("Vote on pairs first, or train from labels."), refused.err());
    }
}
