package winnow.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;
import winnow.store.data.Media;
import winnow.store.data.PairOrder;
import winnow.store.data.Turn;

/** {@code winnow pairs next}: the pair a queue asks about next, without what the vote must not know. */
@Command(
        name = "next",
        description = "Show the next pair to vote on, blind, and how many records each queue has left. Vote on it with"
                + " winnow pairs vote RECORD CHOICE --answers A,B, A and B as shown.")
final class PairsNextCommand implements Callable<Integer> {

    /** As in the window, so that sides are the same in both. */
    private static final long SEED = 1;

    @Option(
            names = "--queue",
            paramLabel = "Q",
            converter = QueueName.class,
            description = "mixed (default), disagreement, near-zero, length, random, undecided, second-annotator or"
                    + " conflict.")
    private PairOrder queue = PairOrder.MIXED;

    @Option(names = "--annotator", paramLabel = "A", description = "Who votes. Default: the name in the settings.")
    private Optional<String> annotator = Optional.empty();

    private final WinnowCommand winnow;

    PairsNextCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        if (annotator.filter(String::isBlank).isPresent()) {
            throw winnow.wrongUsage("pairs", "The name of the annotator is empty.");
        }
        return winnow.inWorkspace(this::next);
    }

    private Answer next(Session session) {
        CompareService comparing = session.comparing();
        Sitting sitting = new Sitting(
                annotator.orElseGet(() -> winnow.settings().read().annotator()),
                queue,
                winnow.latestRun(session),
                SEED);
        Map<String, Object> left = new LinkedHashMap<>();
        comparing.left(sitting).forEach((order, count) -> left.put(order.id(), count));
        List<CompareService.Asked> asked = comparing.queue(sitting);
        Map<String, Object> json = Json.object(
                "queue", queue.id(),
                "records", asked.size(),
                "done", asked.stream().filter(CompareService.Asked::done).count(),
                "left", left);
        Optional<Question> question = asked.stream()
                .filter(each -> !each.done())
                .findFirst()
                .map(each -> comparing.question(sitting, each.group()));
        json.put("next", question.map(PairsNextCommand::json).orElse(null));
        List<String> lines = new ArrayList<>(question.map(PairsNextCommand::lines)
                .orElseGet(() -> List.of(
                        asked.isEmpty()
                                ? "The queue " + queue.id() + " is empty."
                                : "All " + asked.size() + " records of the queue " + queue.id() + " are voted on.")));
        lines.add("");
        lines.add("Left: "
                + left.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))
                + ".");
        return new Answer(Answer.DONE, json, lines);
    }

    private static Map<String, Object> json(Question question) {
        return Json.object(
                "dataset", question.dataset().id(),
                "record", question.pair().record(),
                "answers", List.of(question.pair().a(), question.pair().b()),
                "open_pairs", question.open(),
                "media", question.a().sample().media().stream().map(Media::path).toList(),
                "prompt", prompt(question),
                "a", question.a().sample().answer(),
                "b", question.b().sample().answer());
    }

    private static List<String> lines(Question question) {
        return List.of(
                "Record " + question.pair().record() + " of dataset "
                        + question.dataset().id() + ", answers "
                        + question.pair().a() + ","
                        + question.pair().b(),
                "",
                Table.plain(prompt(question)),
                "",
                "A: " + Table.plain(question.a().sample().answer()),
                "",
                "B: " + Table.plain(question.b().sample().answer()));
    }

    private static String prompt(Question question) {
        List<Turn> turns = question.a().sample().turns();
        return turns.subList(0, turns.size() - 1).stream().map(Turn::text).collect(Collectors.joining("\n\n"));
    }
}
