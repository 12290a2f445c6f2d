package winnow.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import winnow.app.service.ExportService;
import winnow.app.service.Session;
import winnow.scoring.ScoringException;

/** {@code winnow export}: writes what is kept. */
@Command(
        name = "export",
        description = "Write the kept records, the removed ones with score and reason, a dataset card and a manifest"
                + " with checksums. Without --format, records stay in the format they came in, byte for byte.",
        footer = {
            "%nLayouts for --format hold what their tools read, not all that Winnow knows:",
            "  llava-json (llava), llava-jsonl, sharegpt and messages have one answer a record: of a pair or a group"
                    + " the first is written, which is the better one of a pair.",
            "  trl, ixc-reward and llamafactory-dpo have pairs: single answers and groups of more are left out."
                    + " ms-swift has both.",
            "  parquet has a row an answer, of all records, with the pictures inside of the file, score and verdict:"
                    + " for datasets of Hugging Face.",
            "  Questions without an answer go into messages, ms-swift and parquet only.",
            "  csv has scores and decisions of all answers, kept and removed; nothing else is written for it.",
            "What a layout cannot hold is counted, and stands in left_out.jsonl with the reason. Texts stay as they"
                    + " are, but each picture gets its <image> and each video its <video> where a tool needs them"
                    + " (not for ms-swift and ixc-reward). Fields a layout does not know stay behind, but for id.",
            "sharegpt, llamafactory-dpo and messages come with dataset_info.json for LLaMA-Factory.",
            "With --media, pictures and videos lie below FOLDER under the path their records have, or below media/"
                    + " where that path leads elsewhere or is taken; then records name the new path. media.jsonl lists"
                    + " them with SHA-256. A hard link is the source under another name: whoever changes one changes"
                    + " both."
        })
final class ExportCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "Folder to write into; made where it is missing.")
    private Path out = Path.of("");

    @Option(
            names = "--dataset",
            paramLabel = "ID",
            converter = Numbers.Positive.class,
            description = "Only this dataset. Default: all.")
    private Optional<Long> dataset = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "N",
            converter = Numbers.Positive.class,
            description = "Whose rewards stand in the files. Default: the run that was started or resumed last.")
    private Optional<Long> run = Optional.empty();

    @Option(
            names = "--prune-below",
            paramLabel = "X",
            converter = Numbers.Finite.class,
            description = "Also leave out undecided samples with a lower reward than this.")
    private Optional<Double> pruneBelow = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Layout to write in, one of those with \"any data\" in \"winnow formats\", or the format the"
                    + " data came in. Default: the format it came in.")
    private Optional<String> format = Optional.empty();

    @Option(
            names = "--media",
            paramLabel = "none|copy|link",
            converter = MediaChoices.class,
            description = "What becomes of pictures and videos: they stay where they are (the default), or come along"
                    + " as copies or hard links. Between disks links are copies.")
    private ExportService.MediaChoice media = ExportService.MediaChoice.NONE;

    @Option(
            names = "--votes",
            description = "Also write which answer of a pair is better, with --format trl, ixc-reward,"
                    + " llamafactory-dpo, ms-swift, parquet or csv. In JSON: votes, a list of annotator, choice"
                    + " (first_much, first, tie, second, second_much, both_bad) and blind; margin, the reward of"
                    + " the first answer less that of the second; probability that the first is better, as the"
                    + " last calibration of the run has it. In parquet and csv, from the side of the answer of the"
                    + " row: votes_for, votes_against, votes_tied, votes_both_bad, margin, probability.")
    private boolean votes;

    private final WinnowCommand winnow;

    ExportCommand(WinnowCommand winnow) {
        this.winnow = winnow;
    }

    @Override
    public Integer call() throws IOException, ScoringException {
        return winnow.inWorkspace(this::export);
    }

    private Answer export(Session session) throws IOException {
        winnow.checkDataset("export", session, dataset);
        ExportService.Request request = new ExportService.Request(
                out,
                dataset.map(OptionalLong::of).orElse(OptionalLong.empty()),
                winnow.checkRun("export", session, run),
                pruneBelow.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                format,
                media,
                votes);
        ExportService.Report report;
        try (TerminalProgress progress = winnow.progress("Exporting")) {
            report = session.exports().run(request, progress, winnow.cancel());
        } catch (IllegalArgumentException e) {
            throw winnow.wrongUsage("export", String.valueOf(e.getMessage()));
        }
        return answer(report);
    }

    private Answer answer(ExportService.Report report) {
        List<Map<String, Object>> files = new ArrayList<>();
        Table table = new Table("file", "records", "sha256");
        for (ExportService.Written written : report.files()) {
            Path path = asGiven(written.path());
            files.add(Json.object("path", path, "sha256", written.sha256(), "records", written.records()));
            table.row(path, written.records(), written.sha256());
        }
        List<String> lines = new ArrayList<>();
        lines.add(report.kept() + " kept, " + report.pruned() + " pruned.");
        report.leftOut().forEach((reason, count) -> lines.add(count + " kept but left out by the layout: " + reason));
        report.notes().forEach((note, count) -> lines.add(count + " records: " + note));
        ExportService.MediaReport brought = report.media();
        if (brought.choice() != ExportService.MediaChoice.NONE) {
            lines.add(brought.copied() + " pictures and videos copied, " + brought.linked() + " linked, "
                    + brought.missing() + " not found.");
        }
        if (brought.choice() == ExportService.MediaChoice.LINK && brought.copied() > 0) {
            lines.add("Where the system gave no hard links, as between disks, files were copied.");
        }
        lines.addAll(table.lines());
        Map<String, Object> json = Json.object(
                "kept", report.kept(),
                "pruned", report.pruned(),
                "left_out", report.leftOut(),
                "notes", report.notes(),
                "media",
                        Json.object(
                                "choice", brought.choice().name().toLowerCase(Locale.ROOT),
                                "copied", brought.copied(),
                                "linked", brought.linked(),
                                "missing", brought.missing(),
                                "bytes", brought.bytes()),
                "files", files);
        return new Answer(Answer.DONE, json, lines);
    }

    /** A file below the folder of {@code --out}, named as that folder was named. */
    private Path asGiven(Path file) {
        Path folder = out.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(folder) ? out.resolve(folder.relativize(absolute)) : file;
    }

    private static final class MediaChoices implements ITypeConverter<ExportService.MediaChoice> {

        @Override
        public ExportService.MediaChoice convert(String value) {
            return switch (value) {
                case "none" -> ExportService.MediaChoice.NONE;
                case "copy" -> ExportService.MediaChoice.COPY;
                case "link" -> ExportService.MediaChoice.LINK;
                default -> throw new TypeConversionException("\"" + value + "\" is not none, copy or link");
            };
        }
    }
}
