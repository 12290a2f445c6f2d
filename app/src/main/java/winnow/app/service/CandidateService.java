package winnow.app.service;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import winnow.scoring.ScoringException;
import winnow.scoring.chat.ChatEndpoint;
import winnow.scoring.chat.ChatException;
import winnow.scoring.chat.ChatPicture;
import winnow.scoring.chat.ChatQuestion;
import winnow.scoring.chat.ChatReply;
import winnow.scoring.chat.ChatTarget;
import winnow.store.data.Dataset;
import winnow.store.data.GeneratedAnswer;
import winnow.store.data.GeneratedAnswer.Tokens;
import winnow.store.data.Media;
import winnow.store.db.Workspace;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;
import winnow.store.media.MediaFolder;
import winnow.store.media.MediaRoots;

/**
 * Asks a chat model behind an endpoint for several answers to each prompt. An answer is on the disk the moment it
 * comes, so a call that was cancelled or killed is resumed by calling again, and nothing is asked for twice. When all
 * are there they become a dataset of their own. Blocks, so not on the JavaFX thread.
 */
public final class CandidateService {

    private static final int MOST_FAILURES = 1_000;

    private final Workspace workspace;
    private final CandidateFiles files;
    private final Lanes lanes;
    private final ChatEndpoint.Pause pause;

    CandidateService(Workspace workspace, ImportService imports, Lanes lanes) {
        this(workspace, imports, lanes, time -> Thread.sleep(time.toMillis()));
    }

    CandidateService(Workspace workspace, ImportService imports, Lanes lanes, ChatEndpoint.Pause pause) {
        this.workspace = workspace;
        this.files = new CandidateFiles(workspace, imports);
        this.lanes = lanes;
        this.pause = pause;
    }

    /** One answer that is missing. */
    private record Missing(CandidatePrompt prompt, int number) {}

    /** What has come. */
    private final class Tally implements Asking.Take<Missing, GeneratedAnswer> {
        private final long generation;
        private final long all;
        private final Progress progress;
        private final List<CandidateReport.Failure> failures = new ArrayList<>();
        private final Set<List<Long>> failed = new HashSet<>();
        private long asked;
        private long tokensIn;
        private long tokensOut;
        private long estimated;
        private long done;

        Tally(long generation, long all, Progress progress) {
            this.generation = generation;
            this.all = all;
            this.progress = progress;
        }

        @Override
        public void answer(Missing question, GeneratedAnswer answer) {
            workspace.generations().add(generation, question.prompt().key(), answer);
            asked++;
            tokensIn += answer.tokens().in();
            tokensOut += answer.tokens().out();
            estimated += answer.tokens().counted() ? 0 : 1;
            progress.update(++done, all);
        }

        @Override
        public void failure(Missing question, String reason) {
            CandidatePrompt prompt = question.prompt();
            if (failed.add(List.of(prompt.datasetId(), prompt.record())) && failures.size() < MOST_FAILURES) {
                failures.add(new CandidateReport.Failure(prompt.datasetId(), prompt.record(), reason));
            }
            progress.update(++done, all);
        }
    }

    /**
     * What {@link #run} would ask for and cost. Asks nobody.
     *
     * @throws IllegalArgumentException if the query is not understood
     */
    public CandidateReport plan(CandidateRequest request, CancelToken cancel) {
        CandidatePrompts prompts = new CandidatePrompts(workspace);
        prompts.find(request.scope(), cancel);
        long generation = workspace.generations().find(request.generation());
        long missing = 0;
        long tokensIn = 0;
        for (CandidatePrompt prompt : prompts.found()) {
            cancel.check();
            long open = missing(request, generation, prompt).size();
            missing += open;
            tokensIn += open * prompt.tokens();
        }
        long all = (long) prompts.found().size() * request.draw().n();
        return new CandidateReport(
                prompts.found().size(),
                prompts.skipped(),
                0,
                all - missing,
                missing,
                0,
                new CandidateReport.Cost(tokensIn, missing * request.draw().maxTokens(), missing),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /**
     * Asks for every answer that is not there yet. Uses the network.
     *
     * @param out folder for the files of candidates; made where it is missing
     * @throws IOException if the files cannot be written
     * @throws IllegalArgumentException if the query is not understood
     * @throws java.util.concurrent.CancellationException when asked to stop; what came so far is kept
     */
    public CandidateReport run(CandidateRequest request, Path out, Progress progress, CancelToken cancel)
            throws IOException {
        CandidatePrompts prompts = new CandidatePrompts(workspace);
        prompts.find(request.scope(), cancel);
        long generation = workspace.generations().begin(request.generation());
        long all = (long) prompts.found().size() * request.draw().n();
        List<Missing> open = new ArrayList<>();
        for (CandidatePrompt prompt : prompts.found()) {
            missing(request, generation, prompt).forEach(number -> open.add(new Missing(prompt, number)));
        }
        Tally tally = new Tally(generation, open.size(), progress);
        Optional<String> stopped = ask(request, open.iterator(), tally, cancel);
        long missing = open.size() - tally.asked;
        CandidateFiles.Written written = files.write(
                request,
                generation,
                prompts.found(),
                out,
                missing == 0 || (request.partial() && stopped.isEmpty()),
                cancel);
        return new CandidateReport(
                prompts.found().size(),
                prompts.skipped(),
                tally.asked,
                all - open.size(),
                missing,
                written.cut(),
                new CandidateReport.Cost(tally.tokensIn, tally.tokensOut, tally.estimated),
                tally.failures,
                stopped,
                written.datasets());
    }

    /** Answers that were cut off by a lower limit than the one of now are missing too. */
    private List<Integer> missing(CandidateRequest request, long generation, CandidatePrompt prompt) {
        Map<Integer, GeneratedAnswer> there = new HashMap<>();
        workspace.generations().answers(generation, prompt.key()).forEach(each -> there.put(each.number(), each));
        return IntStream.range(0, request.draw().n())
                .filter(number -> {
                    GeneratedAnswer answer = there.get(number);
                    return answer == null
                            || (answer.isCut()
                                    && answer.maxTokens() < request.draw().maxTokens());
                })
                .boxed()
                .toList();
    }

    private Optional<String> ask(CandidateRequest request, Iterator<Missing> open, Tally tally, CancelToken cancel) {
        CandidateRequest.Source source = request.source();
        ChatTarget target = new ChatTarget(
                "The model",
                source.endpoint(),
                source.model(),
                source.keyName(),
                "--endpoint and --model",
                request.timeout());
        ChatEndpoint endpoint = new ChatEndpoint(target, source.key(), time -> rest(time, cancel));
        Map<Long, MediaRoots> roots = new HashMap<>();
        for (Dataset dataset : workspace.datasets().all()) {
            roots.put(dataset.id(), MediaFolder.roots(workspace.file(), dataset.mediaRoots()));
        }
        return new Asking(lanes.on(Lanes.Lane.ASK), request.parallel(), cancel)
                .all(open, (Missing missing) -> answer(request, endpoint, roots, missing), tally);
    }

    /** Pauses, and stops doing so when asked to. */
    private void rest(Duration time, CancelToken cancel) throws InterruptedException {
        Duration slice = Duration.ofMillis(100);
        Duration left = time;
        while (!left.isNegative() && !left.isZero()) {
            if (cancel.isCancelled()) {
                throw new InterruptedException("Cancelled by the user");
            }
            Duration now = left.compareTo(slice) < 0 ? left : slice;
            pause.take(now);
            left = left.minus(now);
        }
    }

    private GeneratedAnswer answer(
            CandidateRequest request, ChatEndpoint endpoint, Map<Long, MediaRoots> roots, Missing missing)
            throws ChatException, ScoringException {
        CandidatePrompts.Said said = CandidatePrompts.said(workspace, missing.prompt());
        List<ChatPicture> pictures = new ArrayList<>();
        for (Media medium : said.media()) {
            pictures.add(ChatPicture.read(
                    resolve(roots.getOrDefault(missing.prompt().datasetId(), new MediaRoots(List.of())), medium),
                    medium.path()));
        }
        CandidateRequest.Draw draw = request.draw();
        ChatReply reply = endpoint.ask(new ChatQuestion(
                ChatQuestion.messages(said.turns(), pictures),
                draw.temperature(),
                draw.maxTokens(),
                OptionalLong.of(draw.seed() + missing.number())));
        if (reply.text().isBlank()) {
            throw new ScoringException("The model " + request.source().model() + " gave a reply without a text"
                    + (reply.finish().isEmpty() ? "" : " (" + reply.finish() + ")") + ".");
        }
        boolean counted = reply.tokensIn().isPresent() && reply.tokensOut().isPresent();
        Tokens tokens = new Tokens(
                reply.tokensIn().orElse(missing.prompt().tokens()),
                reply.tokensOut().orElse(CandidatePrompt.tokens(reply.text().length())),
                counted);
        return new GeneratedAnswer(missing.number(), reply.text(), reply.finish(), draw.maxTokens(), tokens);
    }

    private static Path resolve(MediaRoots roots, Media medium) throws ScoringException {
        try {
            return roots.resolve(medium.path());
        } catch (IOException e) {
            throw new ScoringException(String.valueOf(e.getMessage()), e);
        }
    }
}
