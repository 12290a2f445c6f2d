package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.ConversationFile;
import winnow.app.service.ConversationService;
import winnow.app.service.Models;
import winnow.scoring.Conversation;
import winnow.scoring.ScoringException;

/** {@code winnow rank}: several answers, best first. */
@Command(
        name = "rank",
        description = "Score several conversations of a JSON file and say which is best; equal scores keep their order."
                + " Needs no workspace.")
final class RankCommand implements Callable<Integer> {

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Option(
            names = "--conversations",
            paramLabel = "FILE",
            required = true,
            description = "{\"conversations\": [[{\"role\": \"user\", \"content\": \"...\"}, ...], ...], \"images\":"
                    + " [[...], ...]}; pictures relative to the file.")
    private Path file = Path.of("");

    @Option(
            names = "--media-root",
            paramLabel = "DIR",
            description = "A folder the pictures are in; may be given several times. Default: the file's folder.")
    private List<Path> roots = List.of();

    private final WinnowCommand winnow;

    RankCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        List<Conversation> conversations = ConversationFile.read(file, roots);
        Models models = new Models(winnow.settings());
        ConversationService.Report report = new ConversationService(models)
                .score(models.folder(arguments.model()), arguments.options(winnow), conversations, winnow.cancel());
        List<Double> scores = new ArrayList<>();
        List<Integer> tokens = new ArrayList<>();
        List<Boolean> truncated = new ArrayList<>();
        for (ConversationService.Scored one : report.scored()) {
            scores.add(one.reward());
            tokens.add(one.tokens());
            truncated.add(one.truncated());
        }
        Map<String, Object> json = Json.object(
                "order", report.order(),
                "scores", scores,
                "tokens", tokens,
                "truncated", truncated,
                "seconds", ScoreOneCommand.seconds(report));
        Table table = new Table("place", "conversation", "score", "answer");
        for (int place = 0; place < report.order().size(); place++) {
            int number = report.order().get(place);
            table.row(place + 1, number, scores.get(number), shortened(conversations.get(number)));
        }
        return winnow.print(new Answer(Answer.DONE, json, table.lines()));
    }

    private static String shortened(Conversation conversation) {
        String answer =
                conversation.turns().get(conversation.turns().size() - 1).text();
        return answer.length() <= 60 ? answer : answer.substring(0, answer.offsetByCodePoints(0, 30)) + "…";
    }
}
