package winnow.app.service;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.Dataset;
import winnow.store.data.GeneratedAnswer;
import winnow.store.data.Media;
import winnow.store.data.Turn;
import winnow.store.db.Workspace;
import winnow.store.format.Candidates;
import winnow.store.job.CancelToken;
import winnow.store.job.Progress;

/**
 * Writes the answers of a model as files of candidates, one for each dataset the prompts come from, and imports them
 * with the same media folders. The name of a file ends with the start of its hash, so no file ever changes.
 */
final class CandidateFiles {

    private static final int SHOWN_HASH = 8;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What came of it.
     *
     * @param cut answers that were cut off for their length
     * @param datasets one a file
     */
    record Written(long cut, List<Dataset> datasets) {}

    /** Takes a line. */
    @FunctionalInterface
    private interface Lines {
        void write(String line) throws IOException;
    }

    private final Workspace workspace;
    private final ImportService imports;

    CandidateFiles(Workspace workspace, ImportService imports) {
        this.workspace = workspace;
        this.imports = imports;
    }

    /**
     * Counts, and writes where that is asked for.
     *
     * @param complete whether to write; prompts without an answer are left out
     */
    Written write(
            CandidateRequest request,
            long generation,
            List<CandidatePrompt> prompts,
            Path folder,
            boolean complete,
            CancelToken cancel)
            throws IOException {
        Map<Long, List<CandidatePrompt>> byDataset = new LinkedHashMap<>();
        prompts.forEach(prompt -> byDataset
                .computeIfAbsent(prompt.datasetId(), id -> new ArrayList<>())
                .add(prompt));
        long cut = prompts.stream()
                .flatMap(prompt -> answers(request, generation, prompt).stream())
                .filter(GeneratedAnswer::isCut)
                .count();
        List<Dataset> datasets = new ArrayList<>();
        if (complete) {
            for (Map.Entry<Long, List<CandidatePrompt>> each : byDataset.entrySet()) {
                Dataset source = workspace.datasets().find(each.getKey()).orElseThrow();
                Optional<Path> file = file(
                        request,
                        source,
                        folder,
                        out -> lines(request, generation, source, each.getValue(), out, cancel));
                if (file.isPresent()) {
                    datasets.add(imported(file.get(), source, cancel));
                }
            }
        }
        return new Written(cut, datasets);
    }

    private List<GeneratedAnswer> answers(CandidateRequest request, long generation, CandidatePrompt prompt) {
        return workspace.generations().answers(generation, prompt.key()).stream()
                .filter(answer -> answer.number() < request.draw().n())
                .toList();
    }

    /** Makes all lines of a file. */
    @FunctionalInterface
    private interface Maker {
        long lines(Lines out) throws IOException;
    }

    private Optional<Path> file(CandidateRequest request, Dataset source, Path folder, Maker maker) throws IOException {
        MessageDigest digest = Hashes.digest();
        long lines = maker.lines(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        if (lines == 0) {
            return Optional.empty();
        }
        String model = request.source().model().replaceAll("[^A-Za-z0-9._-]+", "-");
        Path file = folder.resolve(String.format(
                Locale.ROOT,
                "%s-%s-%d-%s.jsonl",
                source.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-"),
                model,
                request.draw().n(),
                Hashes.text(digest).substring(0, SHOWN_HASH)));
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            try (WholeFile out = new WholeFile(file)) {
                maker.lines(out.file().writer()::write);
                out.finish();
            }
        }
        return Optional.of(file);
    }

    private Dataset imported(Path file, Dataset source, CancelToken cancel) throws IOException {
        ImportService.Request request =
                new ImportService.Request(file, source.mediaRoots(), Optional.of(Candidates.ID));
        return imports.run(request, Progress.SILENT, cancel);
    }

    private long lines(
            CandidateRequest request,
            long generation,
            Dataset source,
            List<CandidatePrompt> prompts,
            Lines out,
            CancelToken cancel)
            throws IOException {
        long lines = 0;
        for (CandidatePrompt prompt : prompts) {
            cancel.check();
            List<GeneratedAnswer> answers = answers(request, generation, prompt).stream()
                    .filter(answer -> request.keepCut() || !answer.isCut())
                    .toList();
            if (!answers.isEmpty()) {
                out.write(line(request, source, prompt, answers) + "\n");
                lines++;
            }
        }
        return lines;
    }

    private String line(
            CandidateRequest request, Dataset source, CandidatePrompt prompt, List<GeneratedAnswer> answers) {
        CandidatePrompts.Said said = CandidatePrompts.said(workspace, prompt);
        ObjectNode json = JSON.createObjectNode();
        json.put("id", source.name() + "/" + prompt.record());
        ArrayNode messages = json.putArray("messages");
        for (Turn turn : said.turns()) {
            messages.addObject()
                    .put("role", turn.role().name().toLowerCase(Locale.ROOT))
                    .put("content", turn.text());
        }
        if (!said.media().isEmpty()) {
            said.media().stream().map(Media::path).forEach(json.putArray("images")::add);
        }
        ArrayNode candidates = json.putArray("candidates");
        for (GeneratedAnswer answer : answers) {
            candidates
                    .addObject()
                    .put("content", answer.text())
                    .put("finish_reason", answer.finish())
                    .put("seed", request.draw().seed() + answer.number())
                    .put("tokens_in", answer.tokens().in())
                    .put("tokens_out", answer.tokens().out())
                    .put("tokens_counted", answer.tokens().counted());
        }
        json.putObject("origin")
                .put("model", request.source().model())
                .put("endpoint", request.source().endpoint().toString())
                .put("temperature", request.draw().temperature())
                .put("seed", request.draw().seed())
                .put("dataset", source.sha256())
                .put("record", prompt.record());
        return json.toString();
    }
}
