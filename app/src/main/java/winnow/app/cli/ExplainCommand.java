package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.ConversationService;
import winnow.app.service.Models;
import winnow.app.service.Session;
import winnow.scoring.Conversation;
import winnow.scoring.RunningReward;
import winnow.scoring.ScoringException;
import winnow.scoring.evidence.Evidence;
import winnow.store.data.StoredSample;

/** {@code winnow explain}: why a score is low. */
@Command(
        name = "explain",
        description = "Show where the reward of an answer falls: at every word, without the pictures, and with each"
                + " sentence left out. A heuristic, not proof. Takes --sample ID of the workspace, or a conversation as"
                + " score-one does.")
final class ExplainCommand implements Callable<Integer> {

    /** Sentences shown to people. */
    private static final int SHOWN = 10;

    private static final String CAUTION = "Heuristic, not proof: the model was trained to judge whole answers.";

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Mixin
    private ScoreOneCommand.Source source = new ScoreOneCommand.Source();

    @Option(
            names = "--sample",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "A sample of the workspace, in place of a conversation.")
    private Optional<Long> sample = Optional.empty();

    private final WinnowCommand winnow;

    ExplainCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (sample.isPresent()) {
            if (source.isGiven()) {
                throw winnow.wrongUsage("explain", "Give either --sample or a conversation, not both.");
            }
            return winnow.inWorkspace(session -> answer(explained(session, sample.get())));
        }
        Conversation conversation = source.read(winnow, "explain");
        Models models = new Models(winnow.settings());
        try (TerminalProgress progress = winnow.progress("Explaining")) {
            return winnow.print(answer(new ConversationService(models)
                    .explain(
                            models.folder(arguments.model()),
                            arguments.options(winnow),
                            conversation,
                            progress,
                            winnow.cancel())));
        }
    }

    private Evidence explained(Session session, long id) throws ScoringException {
        StoredSample stored = stored(session, id);
        Models models = session.models();
        try (TerminalProgress progress = winnow.progress("Explaining")) {
            return new ConversationService(models)
                    .explain(
                            models.folder(arguments.model()),
                            arguments.options(winnow),
                            stored.sample(),
                            session.media(stored.datasetId()),
                            progress,
                            winnow.cancel());
        }
    }

    private StoredSample stored(Session session, long id) {
        try {
            return session.review().detail(OptionalLong.empty(), id).sample();
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("explain", "There is no sample " + id + " in " + session.file() + ".");
        }
    }

    private static Answer answer(Evidence evidence) {
        List<Map<String, Object>> running = new ArrayList<>();
        for (RunningReward at : evidence.running()) {
            running.add(Json.object("from", at.from(), "to", at.to(), "reward", at.reward()));
        }
        List<Map<String, Object>> sentences = new ArrayList<>();
        for (Evidence.LeftOut left : evidence.sentences()) {
            sentences.add(Json.object(
                    "from", left.from(),
                    "to", left.to(),
                    "text", text(evidence, left),
                    "score_without", left.score(),
                    "cost", left.cost()));
        }
        Map<String, Object> json = Json.object(
                "heuristic",
                true,
                "score",
                evidence.score(),
                "score_without_media",
                withoutMedia(evidence),
                "answer",
                evidence.answer(),
                "running",
                running,
                "sentences",
                sentences);
        return new Answer(Answer.DONE, json, lines(evidence));
    }

    private static @Nullable Object withoutMedia(Evidence evidence) {
        return evidence.withoutMedia().isPresent() ? evidence.withoutMedia().getAsDouble() : null;
    }

    private static List<String> lines(Evidence evidence) {
        List<String> lines = new ArrayList<>();
        lines.add(CAUTION);
        lines.add("Score " + shown(evidence.score()));
        evidence.withoutMedia().ifPresent(score -> lines.add("Without its pictures and videos " + shown(score)));
        Table table = new Table("cost", "without it", "sentence");
        for (Evidence.LeftOut left :
                evidence.ranked().subList(0, Math.min(SHOWN, evidence.ranked().size()))) {
            table.row(shown(left.cost()), shown(left.score()), text(evidence, left));
        }
        lines.addAll(table.lines());
        deepestFall(evidence).ifPresent(lines::add);
        return lines;
    }

    /** The word at which the running reward falls most. */
    private static Optional<String> deepestFall(Evidence evidence) {
        Optional<String> found = Optional.empty();
        double deepest = 0;
        for (int i = 1; i < evidence.running().size(); i++) {
            RunningReward at = evidence.running().get(i);
            double fall = evidence.running().get(i - 1).reward() - at.reward();
            if (fall > deepest) {
                deepest = fall;
                found = Optional.of("The running reward falls most, by " + shown(fall) + ", at \""
                        + evidence.answer().substring(at.from(), at.to()) + "\" (character " + at.from() + ").");
            }
        }
        return found;
    }

    private static String shown(double score) {
        return String.format(Locale.ROOT, "%.4f", score);
    }

    private static String text(Evidence evidence, Evidence.LeftOut left) {
        return evidence.answer().substring(left.from(), left.to()).strip();
    }
}
