package winnow.scoring.ixc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/** The head read at every token of the answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningTest {

    private static final Path PICTURE = Golden.TINY.resolve("inputs/small.png");
    private static final String ANSWER = "It's a cat 😀, 고양이。\nTwo lines.";
    private static final InputOptions OPTIONS = new InputOptions(9, 16384, true, true);

    private IxcReward model;

    @BeforeAll
    void load() throws ScoringException {
        model = IxcReward.load(Golden.TINY.resolve("ixc-tiny"), Golden.OPTIONS, Golden::decode);
    }

    @AfterAll
    void close() {
        model.close();
    }

    private IxcPrepared prepared(Conversation conversation, int maxLength) throws ScoringException {
        return (IxcPrepared) model.prepare(conversation, new InputOptions(9, maxLength, true, true));
    }

    @Test
    void everyRunningRewardIsTheScoreOfTheInputCutThere() throws ScoringException {
        Conversation conversation = new Conversation(
                List.of(
                        new Turn(Role.USER, "Who?"),
                        new Turn(Role.ASSISTANT, "Nobody."),
                        new Turn(Role.USER, "What is it?"),
                        new Turn(Role.ASSISTANT, ANSWER)),
                List.of(PICTURE));
        IxcPrepared input = prepared(conversation, 16384);

        List<RunningReward> running = model.running(input);

        List<IxcPrepared.Said> heard = input.heard();
        assertEquals(heard.size(), running.size());
        assertTrue(running.size() > 15);
        for (int i = 0; i < running.size(); i += 3) {
            Prepared cut = prepared(conversation, heard.get(i).position() + 1);
            assertEquals(model.score(List.of(cut)).get(0), running.get(i).reward(), 1e-4, "token " + i);
        }
    }

    @Test
    void placesCoverTheAnswerInOrder() throws ScoringException {
        List<RunningReward> running = model.running(prepared(Conversation.of("What is it?", ANSWER), 16384));

        int at = 0;
        for (RunningReward reward : running) {
            assertTrue(reward.from() <= at && reward.to() >= at, running::toString);
            at = reward.to();
        }
        assertEquals(0, running.get(0).from());
        assertEquals(ANSWER.length(), at);
        assertEquals(
                4,
                running.stream().filter(r -> ANSWER.startsWith("😀", r.from())).count(),
                "bytes of the emoji");
    }

    @Test
    void aLineBreakThatMeltsWithTheTemplateBelongsToTheAnswer() throws ScoringException {
        List<RunningReward> running = model.running(prepared(Conversation.of("Q", "\n\nParis."), 16384));

        assertEquals(0, running.get(0).from());
        assertEquals(8, running.get(running.size() - 1).to());
    }

    @Test
    void ofACutAnswerThereIsOnlyWhatIsLeft() throws ScoringException {
        Conversation conversation = Conversation.of("What is it?", ANSWER);
        IxcPrepared whole = prepared(conversation, 16384);
        int length = whole.heard().get(6).position() + 1;
        IxcPrepared cut = prepared(conversation, length);

        List<RunningReward> running = model.running(cut);

        assertEquals(7, running.size());
        assertEquals(model.score(List.of(cut)).get(0), running.get(6).reward(), 1e-4);
        assertEquals(List.of(), model.running(prepared(conversation, 3)));
    }

    @Test
    void aFinishedPromptAndAnEmptyAnswerHaveNone() throws ScoringException {
        Prepared finished = model.prepare("one two three", List.of(), 9, 100);

        assertEquals(List.of(), model.running(finished));
        assertEquals(List.of(), model.running(prepared(Conversation.of("Q", ""), 100)));
    }

    @Test
    void anAnswerAroundAPictureKeepsItsPlaces() throws ScoringException {
        String answer = "before <ImageHere> after";
        IxcPrepared input = prepared(Conversation.of("Q", answer, PICTURE), 16384);

        List<RunningReward> running = model.running(input);

        assertEquals(
                "before ".length(),
                running.stream()
                        .mapToInt(RunningReward::to)
                        .filter(to -> to <= 7)
                        .max()
                        .orElse(-1));
        assertTrue(running.stream().anyMatch(r -> r.from() == "before <ImageHere>".length()));
        assertEquals(answer.length(), running.get(running.size() - 1).to());
    }

    @Test
    void readingTheHeadLeavesNothingBehind() throws ScoringException {
        Prepared input = model.prepare(Conversation.of("What is it?", ANSWER, PICTURE), OPTIONS);
        int before = model.manager().getManagedArrays().size();

        model.running(input);

        assertEquals(before, model.manager().getManagedArrays().size());
    }
}
