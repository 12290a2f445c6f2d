package winnow.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.CompareService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Comparison;
import winnow.store.data.PairOrder;

/** {@code winnow pairs vote RECORD CHOICE}: says which of two answers of a record is better. */
@Command(
        name = "vote",
        description = "Say which of two answers of a record is better; the first named is A. Example: winnow pairs vote"
                + " 12 a-much --answers 0,1")
final class PairsVoteCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RECORD", converter = Numbers.Count.class, description = "From 0.")
    private int record;

    @Parameters(
            index = "1",
            paramLabel = "CHOICE",
            converter = ChoiceName.class,
            description = "a-much, a, tie, b, b-much, both-bad, skip, flag, or none to take a vote back.")
    private Comparison.Choice choice = Comparison.Choice.NONE;

    @Option(
            names = "--answers",
            paramLabel = "A,B",
            split = ",",
            converter = Numbers.Count.class,
            description = "Which two answers, from 0. Default: 0,1.")
    private List<Integer> answers = List.of(0, 1);

    @Option(
            names = "--queue",
            paramLabel = "Q",
            converter = QueueName.class,
            description =
                    "Why the pair was asked, as in winnow pairs next; a vote from conflict settles what annotators"
                            + " differ on. Default: undecided.")
    private PairOrder queue = PairOrder.UNDECIDED;

    @Mixin
    private VoterOptions voter = new VoterOptions();

    private final WinnowCommand winnow;

    PairsVoteCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        voter.check(winnow);
        if (answers.size() != 2) {
            throw winnow.wrongUsage("pairs", "--answers names two answers, such as 0,1; it named " + answers.size());
        }
        return winnow.inWorkspace(session -> {
            Comparison vote = vote(session);
            return new Answer(
                    Answer.DONE,
                    Json.object(
                            "vote", vote.id().toString(),
                            "record", record,
                            "a", vote.pair().a(),
                            "b", vote.pair().b(),
                            "choice", ChoiceName.of(vote.said().choice()),
                            "annotator", vote.annotator()),
                    List.of("Vote kept: " + ChoiceName.of(vote.said().choice()) + "."));
        });
    }

    private Comparison vote(Session session) {
        long id = voter.dataset(winnow, session);
        CompareService.Sitting sitting = voter.sitting(winnow, session, queue);
        try {
            return session.comparing()
                    .vote(
                            sitting,
                            new Comparison.Pair(id, record, answers.get(0), answers.get(1)),
                            new Comparison.Vote(choice, Set.of(), Optional.empty(), true));
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("pairs", String.valueOf(e.getMessage()));
        }
    }

    /** Choices in lower case, with a minus where the name has a line. */
    static final class ChoiceName implements ITypeConverter<Comparison.Choice> {

        static String of(Comparison.Choice choice) {
            return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Comparison.Choice convert(String name) {
            for (Comparison.Choice choice : Comparison.Choice.values()) {
                if (of(choice).equals(name)) {
                    return choice;
                }
            }
            throw new TypeConversionException(
                    "must be a-much, a, tie, b, b-much, both-bad, skip, flag or none, was \"" + name + "\"");
        }
    }
}
