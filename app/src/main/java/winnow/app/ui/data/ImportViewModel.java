package winnow.app.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import winnow.app.service.Formats;
import winnow.app.service.ImportService;
import winnow.app.service.PreviewService.Preview;
import winnow.app.service.Session;
import winnow.app.ui.job.Jobs;
import winnow.store.data.Dataset;
import winnow.store.data.DatasetList;
import winnow.store.data.FieldMap;
import winnow.store.job.Lanes.Lane;
import winnow.viewer.text.Words;

/** The files to import next: their layout, what their fields hold, how they are understood. On the JavaFX thread. */
public final class ImportViewModel {

    /**
     * How the file that is looked at is understood.
     *
     * @param draft the file as it was asked about
     * @param preview its first records; empty while they are read, or when they cannot be
     * @param trouble why they cannot be read; empty when they can
     */
    public record Seen(Draft draft, Optional<Preview> preview, Optional<Throwable> trouble) {}

    /**
     * What came of a file.
     *
     * @param dataset what is in now; empty when nothing was taken
     * @param broken why nothing was taken
     */
    record Imported(Optional<Dataset> dataset, Optional<ImportService.Broken> broken) {}

    /** Who hears of what came of files. */
    interface Listener {

        /** A file is in. */
        void imported(Dataset dataset);

        /** Nothing was taken of a file, because it is broken between its records. */
        void broken(Draft draft, List<Path> mediaRoots, ImportService.Broken why);
    }

    private final Session session;
    private final Jobs jobs;
    private final Words words;
    private final Listener listener;
    // Lists that are shown are kept here: listeners hang on them, and they hold what they show only weakly.
    private final ObservableList<Draft> drafts = FXCollections.observableArrayList();
    private final ObservableList<Draft> seenDrafts = FXCollections.unmodifiableObservableList(drafts);
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final ObservableList<Path> seenFolders = FXCollections.unmodifiableObservableList(folders);
    private final ObservableList<Formats.Format> formats = FXCollections.observableArrayList();
    private final ObservableList<Formats.Format> seenFormats = FXCollections.unmodifiableObservableList(formats);
    private final ReadOnlyObjectWrapper<@Nullable Seen> seen = new ReadOnlyObjectWrapper<>(); // null: no file

    ImportViewModel(Session session, Jobs jobs, Words words, Listener listener) {
        this.session = session;
        this.jobs = jobs;
        this.words = words;
        this.listener = listener;
    }

    /** Files that were chosen and are not imported yet. */
    public ObservableList<Draft> drafts() {
        return seenDrafts;
    }

    /** Media folders for the files that are imported next; none for the folder of each file. */
    public ObservableList<Path> folders() {
        return seenFolders;
    }

    /** The layouts files can be read in, by id. */
    public ObservableList<Formats.Format> formats() {
        return seenFormats;
    }

    /** The file that is looked at, and how it is understood; null for none. */
    public ReadOnlyObjectProperty<@Nullable Seen> seenProperty() {
        return seen.getReadOnlyProperty();
    }

    /** Reads which layouts there are. */
    void readFormats() {
        if (formats.isEmpty()) {
            jobs.start(
                    "Reading layouts",
                    Lane.DISK,
                    (progress, cancel) -> new Formats()
                            .all().stream()
                                    .filter(Formats.Format::reads)
                                    .sorted(Comparator.comparing(Formats.Format::description))
                                    .toList(),
                    formats::setAll);
        }
    }

    // ---- files

    /** Adds files to the list of what is imported next, and guesses their layout. */
    public void choose(List<Path> files) {
        for (Path file : files) {
            if (drafts.stream().noneMatch(draft -> draft.path().equals(file))) {
                drafts.add(Draft.of(file));
                jobs.start("Looking at a file", Lane.DISK, (progress, cancel) -> look(file), this::looked);
            }
        }
    }

    /** What a file is: of a format, or a list of other files. */
    private record Look(Path file, Optional<String> format, Optional<DatasetList> list) {}

    private Look look(Path file) throws IOException {
        Optional<DatasetList> list = session.imports().list(file);
        return new Look(
                file, list.isPresent() ? Optional.empty() : session.imports().guess(file), list);
    }

    private void looked(Look look) {
        Optional<Draft> draft = find(look.file());
        if (draft.isEmpty()) {
            return; // it was taken off the list meanwhile
        }
        if (look.list().isEmpty()) {
            replace(draft.get(), draft.get().looked(look.format()));
            return;
        }
        drafts.remove(draft.get());
        Path parent = look.file().toAbsolutePath().getParent();
        look.list().get().members().forEach(member -> {
            Path own = member.file().toAbsolutePath().getParent();
            Stream.of(own, parent).filter(folder -> folder != null).forEach(this::addFolder);
        });
        choose(look.list().get().members().stream()
                .map(DatasetList.Member::file)
                .toList());
    }

    private Optional<Draft> find(Path file) {
        return drafts.stream().filter(draft -> draft.path().equals(file)).findFirst();
    }

    /** Puts a file in the place of what it was, and looks at it where it is looked at, or no other is. */
    private void replace(Draft before, Draft after) {
        drafts.replaceAll(each -> each.equals(before) ? after : each);
        Seen now = seen.get();
        if (now == null || now.draft().path().equals(after.path())) {
            preview(after);
        }
    }

    /** Reads a file in another layout than the guess. */
    public void read(Draft draft, String format) {
        if (!draft.format().equals(Optional.of(format))) {
            replace(draft, draft.as(format));
        }
    }

    /** Says which field of a file holds a part of its records; an empty one leaves it to be guessed. */
    public void map(Path file, String part, String field) {
        Draft draft = find(file).orElseThrow(() -> new IllegalArgumentException(file + " is not on the list"));
        Map<String, String> names = new HashMap<>(draft.fields().names());
        if (field.isEmpty()) {
            names.remove(part);
        } else {
            names.put(part, field);
        }
        replace(draft, draft.with(new FieldMap(names)));
    }

    /** Shows how a file is understood. */
    public void preview(Draft draft) {
        seen.set(new Seen(draft, Optional.empty(), Optional.empty()));
        if (draft.format().isEmpty()) {
            return;
        }
        ImportService.Request request = draft.request(List.copyOf(folders));
        jobs.start(
                "Reading the first records",
                Lane.READ,
                (progress, cancel) -> session.previews().look(request),
                found -> arrived(new Seen(draft, Optional.of(found), Optional.empty())),
                problem -> arrived(new Seen(draft, Optional.empty(), Optional.of(problem))));
    }

    private void arrived(Seen now) {
        Seen asked = seen.get();
        if (asked != null && asked.draft().equals(now.draft())) { // the user may look at another file by now
            seen.set(now);
        }
    }

    /** Takes a file off the list. */
    public void drop(Draft draft) {
        drafts.remove(draft);
        Seen now = seen.get();
        if (now != null && now.draft().path().equals(draft.path())) {
            seen.set(null);
            drafts.stream().filter(Draft::guessed).findFirst().ifPresent(this::preview);
        }
    }

    /** Adds a media folder for what is imported next. */
    public void addFolder(Path folder) {
        if (!folders.contains(folder)) {
            folders.add(folder);
            lookAgain();
        }
    }

    /** Takes a media folder off the list. */
    public void dropFolder(Path folder) {
        folders.remove(folder);
        lookAgain();
    }

    private void lookAgain() {
        Seen now = seen.get();
        if (now != null) {
            preview(now.draft());
        }
    }

    // ---- import

    /** Imports the files on the list, one job each. */
    public void importFiles() {
        List<Path> media = List.copyOf(folders);
        List<Draft> all = List.copyOf(drafts);
        drafts.clear();
        seen.set(null);
        all.forEach(draft -> bringIn(draft, media));
    }

    /** Takes what can be read of a file that is broken. */
    void takePart(Draft draft, List<Path> media) {
        bringIn(draft.asFarAsItGoes(), media);
    }

    private void bringIn(Draft draft, List<Path> media) {
        ImportService.Request request = draft.request(media);
        jobs.startLong(
                words.tr("Import {0}", draft.path().getFileName()),
                Lane.BULK,
                (progress, cancel) -> {
                    try {
                        return new Imported(
                                Optional.of(session.imports().run(request, progress, cancel)), Optional.empty());
                    } catch (ImportService.Broken broken) {
                        return new Imported(Optional.empty(), Optional.of(broken));
                    }
                },
                this::summary,
                result -> told(draft, media).accept(result));
    }

    private Consumer<Imported> told(Draft draft, List<Path> media) {
        return result -> {
            result.dataset().ifPresent(listener::imported);
            result.broken().ifPresent(why -> listener.broken(draft, media, why));
        };
    }

    private String summary(Imported result) {
        if (result.dataset().isEmpty()) {
            return words.tr("nothing taken: the file is broken");
        }
        Dataset dataset = result.dataset().get();
        return dataset.rejected() == 0
                ? words.tr("{0} in", words.number(dataset.imported()))
                : words.tr("{0} in, {1} rejected", words.number(dataset.imported()), words.number(dataset.rejected()));
    }
}
