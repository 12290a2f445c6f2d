package winnow.scoring.judge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import winnow.scoring.Conversation;
import winnow.scoring.InputOptions;
import winnow.scoring.ModelOptions;
import winnow.scoring.Prepared;
import winnow.scoring.RewardModel;
import winnow.scoring.ScoringException;
import winnow.scoring.chat.ChatEndpoint;
import winnow.scoring.chat.ChatException;
import winnow.scoring.chat.ChatMessage;
import winnow.scoring.chat.ChatPicture;
import winnow.scoring.chat.ChatQuestion;
import winnow.store.data.Media;
import winnow.store.data.Role;
import winnow.store.data.Sample;
import winnow.store.data.Turn;
import winnow.store.media.MediaRoots;

/**
 * A chat model as judge (SPEC 14). A score is the mean of what it says from 1 to 100; two answers are compared by votes
 * where the folder says so. Replies that cannot be read count for nothing; how many there were can be asked.
 */
public final class JudgeModel implements RewardModel {

    private volatile boolean closed;
    private final JudgeFolder folder;
    private final ModelOptions options;
    private final ChatEndpoint endpoint;

    JudgeModel(JudgeFolder folder, ModelOptions options, ChatEndpoint endpoint) {
        this.folder = folder;
        this.options = options;
        this.endpoint = endpoint;
    }

    @Override
    public Prepared prepare(Sample sample, MediaRoots media) throws ScoringException {
        checkOpen();
        List<ChatPicture> pictures = new ArrayList<>();
        for (Media medium : sample.media()) {
            if (medium.kind() == Media.Kind.VIDEO) {
                throw new ScoringException(medium.path() + " is a video; judges are shown text and pictures only.");
            }
            pictures.add(ChatPicture.read(resolve(medium, media), medium.path()));
        }
        return prepared(sample.turns(), pictures);
    }

    private static Path resolve(Media medium, MediaRoots media) throws ScoringException {
        try {
            return media.resolve(medium.path());
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Prepared prepare(Conversation conversation, InputOptions options) throws ScoringException {
        checkOpen();
        List<ChatPicture> pictures = new ArrayList<>();
        for (Path file : conversation.media()) {
            pictures.add(ChatPicture.read(file, file.toString()));
        }
        return prepared(conversation.turns(), pictures);
    }

    private Prepared prepared(List<Turn> turns, List<ChatPicture> pictures) throws ScoringException {
        if (!JudgePrompt.answered(turns)) {
            throw new ScoringException("The text has no answer of an assistant at its end, which a judge needs.");
        }
        return new JudgePrepared(this, turns, pictures);
    }

    @Override
    public InputOptions inputOptions() {
        return InputOptions.of(options);
    }

    /** {@inheritDoc} One: what a judge says costs time and money, so it is kept before the next is asked for. */
    @Override
    public int batchTokens() {
        return 1;
    }

    /** {@inheritDoc} Whatever the style, this asks for scores. */
    @Override
    public List<Double> score(List<Prepared> batch) throws ScoringException {
        checkOpen();
        List<JudgePrepared> mine = new ArrayList<>();
        for (Prepared prepared : batch) {
            mine.add(mine(prepared));
        }
        List<Double> scores = new ArrayList<>();
        for (JudgePrepared input : mine) {
            Scores found = scores(input);
            if (found.scores().isEmpty()) {
                throw new ScoringException("The judge " + folder.model() + " gave no score that could be read in "
                        + found.unreadable() + (found.unreadable() == 1 ? " reply" : " replies")
                        + ". Try again, raise max_tokens in judge.json or choose another model.");
            }
            scores.add(found.mean());
        }
        return scores;
    }

    /**
     * What the judge says of one answer, sample by sample.
     *
     * @throws ScoringException if it cannot be asked
     */
    public Scores scores(Prepared input) throws ScoringException {
        checkOpen();
        JudgePrepared own = mine(input);
        String question = JudgePrompt.score(own.turns());
        List<Double> scores = new ArrayList<>();
        int unreadable = 0;
        for (int i = 0; i < folder.ask().samples(); i++) {
            OptionalDouble score = Verdicts.score(ask(question, own.pictures()));
            if (score.isPresent()) {
                scores.add(score.getAsDouble());
            } else {
                unreadable++;
            }
        }
        return new Scores(scores, unreadable);
    }

    /** The text of a reply; empty when it has none, which nothing can be read from. */
    private String ask(String question, List<ChatPicture> pictures) throws ScoringException {
        List<ChatMessage.Part> parts = new ArrayList<>();
        pictures.forEach(picture -> parts.add(new ChatMessage.Picture(picture)));
        parts.add(new ChatMessage.Text(question));
        List<ChatMessage> messages =
                List.of(new ChatMessage(Role.SYSTEM, JudgePrompt.SYSTEM), new ChatMessage(Role.USER, parts));
        JudgeFolder.Ask how = folder.ask();
        try {
            return endpoint.ask(new ChatQuestion(messages, how.temperature(), how.maxTokens(), OptionalLong.empty()))
                    .text();
        } catch (ChatException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }

    /** How many votes on two answers the folder asks for: each order as often as it says. */
    public int votes() {
        return 2 * folder.ask().samples();
    }

    /**
     * How the judge decides between two answers to one question, in both orders as often as the folder says.
     *
     * @throws ScoringException if it cannot be asked, or the questions are not the same
     */
    public Votes votes(Conversation first, Conversation second) throws ScoringException {
        Prepared a = prepare(first, inputOptions());
        Prepared b = prepare(second, inputOptions());
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < votes(); i++) {
            votes.add(vote(a, b, i % 2 == 1)); // every other time the second answer stands first
        }
        return Votes.of(votes);
    }

    /**
     * Asks once which of two answers to one question is better. May be called by several threads.
     *
     * @param swapped whether the second answer is shown first
     * @throws ScoringException if it cannot be asked, or the questions are not the same
     */
    public Vote vote(Prepared first, Prepared second, boolean swapped) throws ScoringException {
        checkOpen();
        JudgePrepared a = mine(first);
        JudgePrepared b = mine(second);
        if (!question(a).equals(question(b)) || !a.pictures().equals(b.pictures())) {
            throw new ScoringException("A judge compares two answers to one question, but these two conversations ask"
                    + " different ones. Score each of them instead.");
        }
        String question =
                swapped ? JudgePrompt.verdict(b.turns(), a.turns()) : JudgePrompt.verdict(a.turns(), b.turns());
        Optional<Verdicts.Verdict> verdict = Verdicts.verdict(ask(question, a.pictures()));
        if (verdict.isEmpty()) {
            return Vote.UNREADABLE;
        }
        return switch (verdict.get()) {
            case A -> swapped ? Vote.SECOND : Vote.FIRST;
            case B -> swapped ? Vote.FIRST : Vote.SECOND;
            case TIE -> Vote.TIE;
        };
    }

    private static List<Turn> question(JudgePrepared input) {
        return input.turns().subList(0, input.turns().size() - 1);
    }

    /** {@inheritDoc} By votes where the folder says {@code pairwise}; there must be one that could be read. */
    @Override
    public boolean compare(Conversation first, Conversation second) throws ScoringException {
        if (folder.ask().style() == JudgeFolder.Style.POINTWISE) {
            return RewardModel.super.compare(first, second);
        }
        Votes votes = votes(first, second);
        if (votes.unreadable() == 2 * folder.ask().samples()) {
            throw new ScoringException("The judge " + folder.model() + " gave no verdict that could be read in "
                    + votes.unreadable() + " replies. Try again, raise max_tokens in judge.json or choose another"
                    + " model.");
        }
        return votes.firstWins();
    }

    private JudgePrepared mine(Prepared prepared) {
        if (prepared instanceof JudgePrepared input && input.maker() == this) {
            return input;
        }
        throw new IllegalArgumentException("Prepared by another model: " + prepared.getClass());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("This model was closed");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
