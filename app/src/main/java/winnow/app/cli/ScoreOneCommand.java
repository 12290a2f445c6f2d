package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.app.service.ConversationFile;
import winnow.app.service.ConversationService;
import winnow.app.service.Models;
import winnow.scoring.Conversation;
import winnow.scoring.ScoringException;
import winnow.store.data.Role;
import winnow.store.data.Turn;

/** {@code winnow score-one}: the score of one conversation. */
@Command(
        name = "score-one",
        description = "Score one conversation: --user and --assistant, or --conversation FILE. Needs no workspace.")
final class ScoreOneCommand implements Callable<Integer> {

    /** Where a conversation comes from; what it says reaches the model as it is. */
    static final class Source {

        @Option(names = "--system", paramLabel = "TEXT", description = "What the system says first. Default: nothing.")
        private Optional<String> system = Optional.empty();

        @Option(names = "--user", paramLabel = "TEXT", description = "What the user asks.")
        private Optional<String> user = Optional.empty();

        @Option(names = "--assistant", paramLabel = "TEXT", description = "The answer to judge.")
        private Optional<String> assistant = Optional.empty();

        @Option(
                names = "--conversation",
                paramLabel = "FILE",
                description = "A JSON file [{\"role\": \"user\", \"content\": \"...\"}, ...] in place of the texts.")
        private Optional<Path> file = Optional.empty();

        @Option(
                names = "--image",
                paramLabel = "FILE",
                description = "A picture; may be given several times. Stands where the text says <ImageHere>, else in"
                        + " front.")
        private List<Path> images = List.of();

        @Option(names = "--video", paramLabel = "FILE", description = "A video; counts as one picture.")
        private List<Path> videos = List.of();

        /** Whether any of it was named. */
        boolean isGiven() {
            return file.isPresent() || system.isPresent() || user.isPresent() || assistant.isPresent();
        }

        /** The conversation that was named. */
        Conversation read(WinnowCommand winnow, String command) throws IOException {
            boolean texts = user.isPresent() || assistant.isPresent() || system.isPresent();
            if (file.isPresent() == texts) { // both or neither
                throw winnow.wrongUsage(
                        command, "Give either --user and --assistant, or --conversation FILE with all that is said.");
            }
            List<Path> media = new ArrayList<>(images);
            media.addAll(videos);
            if (file.isPresent()) {
                Conversation only = ConversationFile.only(ConversationFile.read(file.get(), List.of()))
                        .orElseThrow(() -> new IOException(
                                file.get() + " holds several conversations. Score them with winnow rank."));
                return media.isEmpty() ? only : only.withMedia(media);
            }
            List<Turn> turns = new ArrayList<>();
            system.ifPresent(text -> turns.add(new Turn(Role.SYSTEM, text)));
            turns.add(new Turn(Role.USER, user.orElseThrow(() -> missing(winnow, command, "--user"))));
            turns.add(new Turn(Role.ASSISTANT, assistant.orElseThrow(() -> missing(winnow, command, "--assistant"))));
            return new Conversation(turns, media);
        }

        private static RuntimeException missing(WinnowCommand winnow, String command, String option) {
            return winnow.wrongUsage(command, "The option " + option + " is missing.");
        }
    }

    @Mixin
    private ModelArguments arguments = new ModelArguments();

    @Mixin
    private Source source = new Source();

    private final WinnowCommand winnow;

    ScoreOneCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        Conversation conversation = source.read(winnow, "score-one");
        Models models = new Models(winnow.settings());
        ConversationService.Report report = new ConversationService(models)
                .score(
                        models.folder(arguments.model()),
                        arguments.options(winnow),
                        List.of(conversation),
                        winnow.cancel());
        ConversationService.Scored one = report.scored().get(0);
        Map<String, Object> json = Json.object(
                "score",
                one.reward(),
                "tokens",
                one.tokens(),
                "truncated",
                one.truncated(),
                "seconds",
                seconds(report));
        List<String> lines = new ArrayList<>();
        lines.add("Score " + one.reward() + " (" + one.tokens() + " tokens)");
        if (one.truncated()) {
            lines.add("The input was longer than the maximal length and was cut at its end, where the score is read.");
        }
        return winnow.print(new Answer(Answer.DONE, json, lines));
    }

    /** Where the time went. */
    static Map<String, Object> seconds(ConversationService.Report report) {
        return Json.object("load", report.loading(), "prepare", report.preparing(), "compute", report.computing());
    }
}
