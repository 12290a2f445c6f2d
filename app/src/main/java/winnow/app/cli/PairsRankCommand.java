package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.CompareService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Comparison;
import winnow.store.data.PairOrder;

/** {@code winnow pairs rank RECORD ORDER}: puts all answers of a record in order. */
@Command(
        name = "rank",
        description = "Put all answers of a record in order, the best first: a vote on each pair of them, all taken"
                + " back by one undo. Example: winnow pairs rank 12 2,0=3,1 (2 is the best, 0 and 3 are as good, 1 is"
                + " the worst)")
final class PairsRankCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "RECORD", converter = Numbers.Count.class, description = "From 0.")
    private int record;

    @Parameters(
            index = "1",
            paramLabel = "ORDER",
            converter = Order.class,
            description = "Answers from 0, the best first, with commas; = between those that are as good.")
    private Ranks ranks = new Ranks(List.of());

    @Mixin
    private VoterOptions voter = new VoterOptions();

    /**
     * Answers in order.
     *
     * @param order the best first; those in one list are as good
     */
    record Ranks(List<List<Integer>> order) {
        Ranks {
            order = List.copyOf(order);
        }
    }

    private final WinnowCommand winnow;

    PairsRankCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        voter.check(winnow);
        return winnow.inWorkspace(session -> {
            List<Comparison> votes = ranked(session);
            return new Answer(
                    Answer.DONE,
                    Json.object(
                            "record", record,
                            "order", ranks.order(),
                            "votes", votes.size(),
                            "annotator", votes.get(0).annotator()),
                    List.of(votes.size() + " votes kept in one step."));
        });
    }

    private List<Comparison> ranked(Session session) {
        long id = voter.dataset(winnow, session);
        CompareService.Sitting sitting = voter.sitting(winnow, session, PairOrder.UNDECIDED);
        try {
            return session.ordering().rank(sitting, id, record, ranks.order(), true);
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("pairs", String.valueOf(e.getMessage()));
        }
    }

    /** Numbers with commas, and = between those that are alike. */
    static final class Order implements ITypeConverter<Ranks> {
        @Override
        public Ranks convert(String text) {
            if (!text.matches("\\d{1,6}([,=]\\d{1,6})*")) {
                throw new TypeConversionException(
                        "must be answers with commas or =, the best first, such as 2,0=3,1, was \"" + text + "\"");
            }
            List<List<Integer>> order = new ArrayList<>();
            for (String alike : text.split(",", -1)) {
                order.add(Stream.of(alike.split("=", -1)).map(Integer::valueOf).toList());
            }
            return new Ranks(order);
        }
    }
}
