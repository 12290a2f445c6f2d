package winnow.app.ui.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import winnow.app.service.CheckReport;
import winnow.app.service.CheckReport.Finding;
import winnow.app.service.CheckService;
import winnow.app.service.ImportService;
import winnow.app.service.Session;
import winnow.app.ui.data.LedgerRow.Kind;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Dataset;
import winnow.store.data.ImportWarning;
import winnow.store.data.QueueRow;
import winnow.store.data.Reject;
import winnow.store.data.Verdict;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/**
 * Everything that is not simply in: files and records that are not, odd ones that are, and what a check of the samples
 * finds, which is decided on group by group. Knows no control; lives on the JavaFX thread.
 */
public final class LedgerViewModel {

    /** How many rejected and odd records of a dataset are read. */
    public static final int LISTED = 1000;

    private static final int EXAMPLES = 5;

    /** Decides on samples nobody decided on, as one step. */
    @FunctionalInterface
    public interface Decide {
        void on(List<Long> samples, Verdict verdict, Optional<String> reason, Optional<String> note);
    }

    /** What the import of a dataset said. */
    private record Said(
            Dataset dataset, List<Reject> rejects, List<ImportWarning> warnings, long warned, long prompts) {}

    /** A file nothing was taken of. */
    private record Refused(Draft draft, List<Path> mediaRoots, ImportService.Broken why) {}

    /** What a check found, and what was decided on it. */
    private record Found(Finding finding, Optional<Verdict> decided) {}

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final CheckTexts texts;
    private final Decide decide;
    private final ObservableList<LedgerRow> rows = FXCollections.observableArrayList();
    private final ObservableList<LedgerRow> seenRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyObjectWrapper<@Nullable CheckReport> report = new ReadOnlyObjectWrapper<>(); // null: none
    private final BooleanProperty decode = new SimpleBooleanProperty();
    private final List<Refused> refused = new ArrayList<>();
    private List<Said> said = List.of();
    private List<Found> found = List.of();

    LedgerViewModel(Session session, Jobs jobs, Words words, Decide decide) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
        this.texts = new CheckTexts(words);
        this.decide = decide;
    }

    /** What is not simply in, worst first. */
    public ObservableList<LedgerRow> rows() {
        return seenRows;
    }

    /** What the last check came to; null before the first. */
    public ReadOnlyObjectProperty<@Nullable CheckReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /** Whether a check decodes pictures, which finds damaged and duplicate ones and takes longer. */
    public BooleanProperty decodeProperty() {
        return decode;
    }

    /** Reads what the imports of these datasets said. */
    void refresh(List<Dataset> datasets) {
        jobs.start("Reading what imports said", Lane.DISK, (progress, cancel) -> said(datasets), read -> {
            said = read;
            show();
        });
        recount();
    }

    private List<Said> said(List<Dataset> datasets) {
        ImportService imports = session.imports();
        return datasets.stream()
                .map(dataset -> new Said(
                        dataset,
                        imports.rejects(dataset.id(), LISTED),
                        imports.warnings(dataset.id(), LISTED),
                        imports.warned(dataset.id()),
                        imports.prompts(dataset.id())))
                .toList();
    }

    /** Notes a file nothing was taken of. */
    void refuse(Draft draft, List<Path> mediaRoots, ImportService.Broken why) {
        refused.removeIf(each -> each.draft().path().equals(draft.path()));
        refused.add(new Refused(draft, mediaRoots, why));
        show();
    }

    /** Hands over the file a row says nothing was taken of, to be taken as far as it can be read. */
    void takePart(LedgerRow row, BiConsumer<Draft, List<Path>> take) {
        List<Refused> meant =
                refused.stream().filter(each -> text(each).equals(row.text())).toList();
        refused.removeAll(meant);
        show();
        meant.forEach(each -> take.accept(each.draft(), each.mediaRoots()));
    }

    // ---- check

    /** Checks all samples that are not pruned. */
    public void check() {
        CheckService.Request request =
                new CheckService.Request(OptionalLong.empty(), decode.get(), CheckService.DEFAULT_MAX_CHARS);
        jobs.startLong(
                words.tr("Check the samples"),
                Lane.BULK,
                (progress, cancel) -> session.checks().run(request, progress, cancel),
                done -> words.tr(
                        "{0} checked, {1} findings",
                        words.number(done.samples()),
                        words.number(done.findings().size())),
                done -> {
                    report.set(done);
                    found = done.findings().stream()
                            .map(finding -> new Found(finding, Optional.empty()))
                            .toList();
                    show();
                    recount();
                });
    }

    /** Prunes or keeps those of a group's samples that nobody decided on, as one step. */
    public void decide(LedgerRow row, Verdict verdict) {
        if (row.decidable()) {
            Finding finding = row.finding().orElseThrow();
            boolean prune = verdict == Verdict.PRUNE;
            decide.on(
                    finding.sampleIds(),
                    verdict,
                    prune ? Optional.of(finding.kind().id()) : Optional.empty(),
                    prune ? Optional.of(finding.kind().reason()) : Optional.empty());
        }
    }

    /** Looks again at what was decided on the groups, after decisions here or elsewhere. */
    public void recount() {
        List<Finding> findings = found.stream().map(Found::finding).toList();
        if (findings.isEmpty()) {
            return;
        }
        jobs.start(
                "Reading decisions",
                Lane.DISK,
                (progress, cancel) -> findings.stream()
                        .map(finding -> new Found(finding, decided(finding)))
                        .toList(),
                counted -> {
                    if (findings.equals(found.stream().map(Found::finding).toList())) {
                        found = counted;
                        show();
                    }
                });
    }

    /** What was decided on all of the first samples of a group, none where they differ; empty if one is undecided. */
    private Optional<Verdict> decided(Finding finding) {
        List<Long> first = finding.sampleIds().stream().limit(LISTED).toList();
        List<Optional<Verdict>> verdicts = session.review().rows(OptionalLong.empty(), first).stream()
                .map(QueueRow::verdict)
                .distinct()
                .toList();
        if (verdicts.contains(Optional.<Verdict>empty())) {
            return Optional.empty();
        }
        return verdicts.size() == 1 ? verdicts.get(0) : Optional.of(Verdict.NONE);
    }

    // ---- rows

    private void show() {
        List<LedgerRow> all = new ArrayList<>();
        for (Refused each : refused) {
            all.add(LedgerRow.said(Kind.BROKEN, text(each), each.why().readable(), List.of()));
        }
        said.forEach(each -> all.addAll(
                grouped(Kind.REJECTED, each, each.rejects(), each.dataset().rejected(), Reject::reason, this::place)));
        said.stream()
                .filter(each -> each.prompts() > 0)
                .map(each -> LedgerRow.said(
                        Kind.PROMPT,
                        words.tr(
                                "{0}: a question without an answer",
                                each.dataset().name()),
                        each.prompts(),
                        List.of()))
                .forEach(all::add);
        said.forEach(each -> all.addAll(
                grouped(Kind.ODD, each, each.warnings(), each.warned(), ImportWarning::reason, this::place)));
        for (Found each : found) {
            all.add(LedgerRow.found(
                    each.finding(), texts.of(each.finding().kind()), examples(each.finding()), each.decided()));
        }
        rows.setAll(all);
    }

    private String text(Refused each) {
        return words.tr(
                "{0}: {1}", each.draft().path().getFileName(), each.why().where());
    }

    private List<String> examples(Finding finding) {
        return finding.examples().stream()
                .map(example -> words.tr(
                        "#{0}, {1}, record {2}: {3}",
                        example.sample(), example.file(), example.record(), example.excerpt()))
                .toList();
    }

    private String place(Reject reject) {
        String where = reject.line().isPresent()
                ? words.tr("line {0}", words.number(reject.line().getAsLong()))
                : words.tr("record {0}", words.number(reject.record()));
        return words.tr("{0}: {1}", where, reject.reason());
    }

    private String place(ImportWarning warning) {
        String where = warning.line().isPresent()
                ? words.tr("line {0}", words.number(warning.line().getAsLong()))
                : words.tr("record {0}", words.number(warning.record()));
        return words.tr("{0}: {1}", where, warning.reason());
    }

    /** One row for all records with the same reason, numbers aside; what was not read is one more. */
    private <T> List<LedgerRow> grouped(
            Kind kind, Said of, List<T> records, long total, Function<T, String> reason, Function<T, String> place) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (T each : records) {
            String alike = reason.apply(each).replaceAll("\\d+", "0");
            groups.computeIfAbsent(alike, k -> new ArrayList<>()).add(each);
        }
        List<LedgerRow> grouped = new ArrayList<>();
        Consumer<List<T>> add = group -> grouped.add(LedgerRow.said(
                kind,
                words.tr("{0}, {1}", of.dataset().name(), place.apply(group.get(0))),
                group.size(),
                group.stream().limit(EXAMPLES).map(place).toList()));
        groups.values().forEach(add);
        if (total > records.size()) {
            String more = words.tr(
                    "{0}: more records, listed in the export", of.dataset().name());
            grouped.add(LedgerRow.said(kind, more, total - records.size(), List.of()));
        }
        return grouped;
    }
}
