package winnow.app.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import winnow.scoring.ScoringException;
import winnow.scoring.weights.WeightFiles;
import winnow.store.data.Dataset;
import winnow.store.data.Media;
import winnow.store.data.Reject;
import winnow.store.data.StoredSample;
import winnow.store.db.StoreException;
import winnow.store.format.ScoreSheet;
import winnow.store.job.CancelToken;
import winnow.store.job.Lanes;
import winnow.store.job.Progress;
import winnow.store.media.MediaArchive;
import winnow.store.media.MediaRoots;
import winnow.store.media.Stills;
import winnow.store.media.Videos;

/**
 * Runs hostile files through the part of the program that would meet them, and compares what comes of it with what a
 * table beside them expects. Blocks.
 */
public final class HostileCheck {

    private static final String TABLE = "EXPECTED.tsv";
    private static final String PICTURES = ".*\\.(png|jpe?g|gif|bmp|webp|tiff?|svg|ico|heic|avif)";
    private static final String MARKERS = "(?i).*marker.*";

    /** What may come of a file. */
    public enum Verdict {
        /** It is read whole. */
        ACCEPT,
        /** Some of its records are read, the others refused by name. */
        PARTIAL,
        /** Nothing of it is read, and a sentence says why. */
        REFUSE;

        /** The word of the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What came of a file.
     *
     * @param file as the table names it
     * @param expected word of the table: accept, partial, refuse or either
     * @param got what came of it
     * @param pass whether that is what was expected
     * @param reason what was said; empty when it was accepted
     */
    public record Result(String file, String expected, Verdict got, boolean pass, String reason) {}

    private record Outcome(Verdict verdict, String reason) {}

    private record Row(String file, String expected, String rule) {}

    private final SettingsFile settings;
    private final Lanes lanes;
    private final Videos videos;

    /**
     * A check.
     *
     * @param settings of this program; nothing is written there
     * @param lanes threads; stay the caller's
     * @param videos decodes videos; stays the caller's
     */
    public HostileCheck(SettingsFile settings, Lanes lanes, Videos videos) {
        this.settings = settings;
        this.lanes = lanes;
        this.videos = videos;
    }

    /**
     * Runs every file the table names.
     *
     * @param folder with a table {@code EXPECTED.tsv}, or a folder inside one, of which then only that part is run
     * @param progress in files
     * @throws IOException if there is no table or a file is missing
     */
    public List<Result> run(Path folder, Progress progress, CancelToken cancel) throws IOException {
        Path start = folder.toAbsolutePath().normalize();
        Path root = root(start);
        List<Row> rows = rows(root, start);
        List<Result> results = new ArrayList<>();
        Path scratch = Files.createTempDirectory("winnow-hostile");
        try {
            for (Row row : rows) {
                cancel.check();
                Path file = root.resolve(row.file());
                Outcome outcome = outcome(file, scratch.resolve(results.size() + ".winnow"));
                boolean pass = passes(row, outcome);
                results.add(new Result(row.file(), row.expected(), outcome.verdict(), pass, outcome.reason()));
                progress.update(results.size(), rows.size());
            }
        } finally {
            Folders.delete(scratch);
        }
        return results;
    }

    /** Files that a careless program would have made while it read the hostile ones. */
    public List<Path> markers(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(folder, Path.of(""), Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
            try (Stream<Path> files = Files.list(place.toAbsolutePath())) {
                files.filter(file -> file.getFileName().toString().matches(MARKERS)
                                && file.getFileName().toString().matches("(PICKLE|evil).*"))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Path root(Path start) throws IOException {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(TABLE))) {
                return folder;
            }
        }
        throw new IOException("There is no " + TABLE + " in " + start + " or above it.");
    }

    private static List<Row> rows(Path root, Path start) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve(TABLE), StandardCharsets.UTF_8)) {
            String[] cells = line.split("\t", -1);
            if (cells.length < 2 || cells[0].equals("file")) {
                continue;
            }
            try {
                Path file = root.resolve(cells[0]).normalize();
                if (file.startsWith(start)) {
                    rows.add(new Row(cells[0], cells[1], cells.length > 3 ? cells[3] : ""));
                }
            } catch (InvalidPathException e) {
                throw new IOException(
                        root.resolve(TABLE) + " names \"" + cells[0] + "\", which can be no file here.", e);
            }
        }
        if (rows.isEmpty()) {
            throw new IOException(root.resolve(TABLE) + " names no file in " + start + ".");
        }
        return rows;
    }

    private static boolean passes(Row row, Outcome outcome) {
        return switch (row.expected()) {
            case "either" -> true;
            case "accept" ->
                outcome.verdict() == Verdict.ACCEPT
                        // well-formed JSON that is no data set
                        || (row.rule().contains("may then be refused as a data set")
                                && !outcome.reason().contains("not valid JSON"));
            case "partial" -> outcome.verdict() == Verdict.PARTIAL;
            default -> outcome.verdict() == Verdict.REFUSE;
        };
    }

    private Outcome outcome(Path file, Path workspace) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (!Files.isRegularFile(file)) {
                return refused(file + " is missing.");
            } else if (name.matches(".*\\.(safetensors|bin|pkl|pt|pth|index\\.json)")) {
                WeightFiles.examine(file);
            } else if (name.matches(PICTURES)) {
                new Stills().decode(file);
            } else if (name.matches(".*\\.(mp4|avi|mkv|mov|wmv|webm|m4v|flv|ts)")) {
                videos.sampled(file);
            } else if (name.endsWith(".zip")) {
                return unpacked(file, workspace.resolveSibling(workspace.getFileName() + ".unpacked"));
            } else if (name.matches(".*\\.(db|sqlite3?|winnow)")) {
                return opened(file);
            } else {
                return imported(file, workspace);
            }
            return new Outcome(Verdict.ACCEPT, "");
        } catch (IOException | ScoringException | StoreException e) {
            return refused(Sentence.of(e).orElse(String.valueOf(e.getMessage())));
        }
    }

    private static Outcome refused(String reason) {
        return new Outcome(Verdict.REFUSE, reason);
    }

    /** A workspace that is damaged must stay as it is. */
    private Outcome opened(Path file) throws IOException {
        CancelToken never = new CancelToken();
        String before = Hashes.of(file, never);
        try (Session session = Session.open(file, settings, lanes)) {
            return new Outcome(Verdict.ACCEPT, session.datasets().size() + " datasets");
        } catch (StoreException e) {
            String changed = Hashes.of(file, never).equals(before) ? "" : " The file was changed!";
            return changed.isEmpty()
                    ? refused(String.valueOf(e.getMessage()))
                    : new Outcome(Verdict.ACCEPT, String.valueOf(e.getMessage()) + changed);
        }
    }

    /** An archive of pictures: all of them must be there and show. */
    private static Outcome unpacked(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        MediaArchive.unpack(file, folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path picture : files.filter(Files::isRegularFile).toList()) {
                new Stills().decode(picture);
            }
        }
        return new Outcome(Verdict.ACCEPT, "");
    }

    private Outcome imported(Path file, Path workspace) throws IOException {
        if (Formats.holdsScores(file, new Formats().guess(file))) {
            return scores(file);
        }
        try (Session session = Session.open(workspace, settings, lanes)) {
            ImportService.Request request = new ImportService.Request(file, List.of(), Optional.empty());
            Dataset dataset = session.imports().run(request, Progress.SILENT, new CancelToken());
            Optional<String> problem = session.imports().rejects(dataset.id(), 1).stream()
                    .map(Reject::reason)
                    .findFirst();
            if (dataset.imported() == 0) {
                return refused(problem.orElse(""));
            }
            problem = problem.or(() -> brokenMedia(session, dataset));
            return problem.map(reason -> new Outcome(Verdict.PARTIAL, reason))
                    .orElseGet(() -> new Outcome(Verdict.ACCEPT, ""));
        }
    }

    /** Scores of another program: what is no finite number must be told apart from what is. */
    private static Outcome scores(Path file) throws IOException {
        List<ScoreSheet.Line> lines = new ArrayList<>();
        ScoreSheet.read(file, lines::add);
        Optional<String> problem = lines.stream()
                .filter(line -> line.score().isEmpty())
                .map(line -> "Line " + line.line() + ": " + line.problem())
                .findFirst();
        boolean any = lines.stream().anyMatch(line -> line.score().isPresent());
        return problem.map(reason -> new Outcome(any ? Verdict.PARTIAL : Verdict.REFUSE, reason))
                .orElseGet(() -> new Outcome(Verdict.ACCEPT, ""));
    }

    /** What is wrong with the first picture that cannot be shown. */
    private static Optional<String> brokenMedia(Session session, Dataset dataset) {
        MediaRoots roots = session.media(dataset.id());
        for (long id : session.review().order(OptionalLong.empty(), "")) {
            StoredSample sample =
                    session.review().detail(OptionalLong.empty(), id).sample();
            for (Media medium : sample.sample().media()) {
                try {
                    new Stills().decode(roots.resolve(medium.path()));
                } catch (IOException e) {
                    if (!(e instanceof MediaRoots.Missing)) { // what is not there harms nobody
                        return Optional.of(String.valueOf(e.getMessage()));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
