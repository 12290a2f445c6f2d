package winnow.app.service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;
import winnow.store.db.Snapshot;
import winnow.store.format.Beside;
import winnow.store.format.DatasetLayout;
import winnow.store.format.DatasetReader;
import winnow.store.format.DatasetWriter;

/**
 * What an export will write.
 *
 * @param parts one a dataset
 * @param run whose rewards; empty when nothing was scored
 * @param cut what is left out
 * @param layout what all parts are written in; empty where each stays in the format it came in
 * @param media what becomes of pictures and videos
 * @param votes whether pairs tell votes, margin and probability
 */
record ExportPlan(
        List<Part> parts,
        Optional<ScoringRun> run,
        Snapshot.Cut cut,
        Optional<DatasetLayout> layout,
        ExportService.MediaChoice media,
        boolean votes) {

    static final String REMOVED = "removed.jsonl";
    static final String REJECTED = "rejected.jsonl";
    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";
    static final String CARD = "README.md";
    static final String LEFT_OUT = "left_out.jsonl";
    static final String MEDIA = "media.jsonl";

    /** Files an export may make beside those with records; none of those takes such a name. */
    static final List<String> NAMES = List.of(REMOVED, REJECTED, LEFT_OUT, MEDIA, MANIFEST, SUMS, CARD);

    /**
     * A dataset and the file its kept records go to.
     *
     * @param dataset where they come from
     * @param file name of the file
     * @param form how they are written
     * @param records records that became samples or prompts
     */
    record Part(Dataset dataset, String file, Form form, long records) {}

    /** How the records of a dataset are written. */
    sealed interface Form {

        /** What reads the file back; empty where nothing does. */
        Optional<DatasetReader> reader();

        /**
         * As they came, byte for byte.
         *
         * @param writer writes the format
         * @param back reads it
         */
        record Own(DatasetWriter writer, DatasetReader back) implements Form {
            @Override
            public Optional<DatasetReader> reader() {
                return Optional.of(back);
            }
        }

        /**
         * In a layout for another tool.
         *
         * @param layout which
         * @param reader reads it, where there is one
         */
        record Laid(DatasetLayout layout, Optional<DatasetReader> reader) implements Form {}
    }

    static ExportPlan of(Snapshot snapshot, Formats formats, ExportService.Request request) throws IOException {
        Optional<ScoringRun> run = request.runId().isPresent()
                ? Optional.of(known(snapshot, request.runId().getAsLong()))
                : snapshot.latestRun();
        if (run.isEmpty() && request.pruneBelow().isPresent()) {
            throw new IllegalArgumentException("Nothing was scored yet, so no reward can be below "
                    + request.pruneBelow().getAsDouble() + ". Score first, or export without a limit.");
        }
        List<Dataset> datasets = chosen(snapshot.datasets(), request.datasetId());
        Optional<DatasetLayout> layout = request.format().flatMap(formats::layout);
        if (request.votes() && layout.filter(DatasetLayout::holdsPreferences).isEmpty()) {
            throw new IllegalArgumentException(formats.votesHaveNoPlace());
        }
        List<Part> parts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        NAMES.forEach(name -> taken.add(name.toLowerCase(Locale.ROOT)));
        layout.flatMap(each -> each.companion(List.of()))
                .ifPresent(companion -> taken.add(companion.name().toLowerCase(Locale.ROOT)));
        for (Dataset dataset : datasets) {
            formats.writer(dataset.format())
                    .flatMap(DatasetWriter::beside)
                    .ifPresent(beside -> taken.add(beside.name().toLowerCase(Locale.ROOT)));
        }
        for (Dataset dataset : datasets) {
            Form form = form(formats, dataset, request);
            Optional<String> ending =
                    form instanceof Form.Laid laid ? Optional.of(laid.layout().ending()) : Optional.empty();
            parts.add(new Part(dataset, fileName(dataset, ending, taken), form, snapshot.records(dataset.id())));
        }
        OptionalLong runId = run.isPresent() ? OptionalLong.of(run.get().id()) : OptionalLong.empty();
        Snapshot.Cut cut = new Snapshot.Cut(runId, request.pruneBelow());
        return new ExportPlan(parts, run, cut, layout, request.media(), request.votes());
    }

    private static Form form(Formats formats, Dataset dataset, ExportService.Request request) throws IOException {
        Optional<String> format = request.format();
        if (format.isEmpty() || (!request.votes() && Formats.isOf(format.get(), dataset.format()))) {
            DatasetWriter writer = formats.writer(dataset.format())
                    .orElseThrow(() -> new IOException("This Winnow cannot write " + dataset.format()
                            + ", the format of " + dataset.name() + ". Export the other datasets one by one."));
            return new Form.Own(writer, formats.reader(dataset.format()));
        }
        String any = "Any data can be written as " + String.join(", ", formats.layouts())
                + "; without a format it stays as it came.";
        DatasetLayout layout = formats.layout(format.get())
                .orElseThrow(() -> new IllegalArgumentException(
                        formats.all().stream().anyMatch(each -> each.id().equals(format.get()))
                                ? dataset.name() + " came as " + dataset.format() + " and cannot be written as "
                                        + format.get() + ". " + any
                                : "There is no format \"" + format.get() + "\" to export in. " + any));
        return new Form.Laid(layout, formats.find(layout.id()));
    }

    /** Names of the files with records, and of those beside them that this export makes and others do not. */
    List<String> names() {
        List<String> names = new ArrayList<>(parts.stream().map(Part::file).toList());
        layout.flatMap(each -> each.companion(List.of())).ifPresent(companion -> names.add(companion.name()));
        for (Part part : parts) {
            if (part.form() instanceof Form.Own own) {
                own.writer()
                        .beside()
                        .map(Beside::name)
                        .filter(name -> !names.contains(name))
                        .ifPresent(names::add);
            }
        }
        if (media != ExportService.MediaChoice.NONE) {
            names.add(MEDIA);
        }
        return names;
    }

    long records() {
        return parts.stream().mapToLong(Part::records).sum();
    }

    private static ScoringRun known(Snapshot snapshot, long runId) {
        return snapshot.run(runId)
                .orElseThrow(() -> new IllegalArgumentException("There is no run " + runId + " in this workspace"));
    }

    private static List<Dataset> chosen(List<Dataset> all, OptionalLong id) throws IOException {
        if (id.isEmpty()) {
            if (all.isEmpty()) {
                throw new IOException("The workspace holds no dataset. Import one first.");
            }
            return all;
        }
        List<Dataset> chosen =
                all.stream().filter(d -> d.id() == id.getAsLong()).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("There is no dataset " + id.getAsLong() + " in this workspace");
        }
        return chosen;
    }

    /**
     * The name of the source, without the ending of a packed file and with that of the layout; with the number of the
     * dataset where another file has that name, in any case.
     */
    private static String fileName(Dataset dataset, Optional<String> ending, Set<String> taken) {
        String source = FileNames.unpacked(dataset.source());
        int dot = source.lastIndexOf('.') > 0 ? source.lastIndexOf('.') : source.length();
        String name = source.substring(0, dot) + ending.orElse(source.substring(dot));
        String unique = name;
        for (int i = 1; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name.substring(0, dot) + "-" + dataset.id() + (i == 1 ? "" : "-" + i) + name.substring(dot);
        }
        return unique;
    }
}
