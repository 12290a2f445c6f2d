package winnow.app.ui.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.PreviewService.Preview;
import winnow.app.ui.data.ImportViewModel.Seen;
import winnow.app.ui.desk.Desk;
import winnow.store.data.Media;
import winnow.store.data.Reject;
import winnow.store.data.Sample;
import winnow.store.job.Lanes.Lane;
import winnow.store.media.Stills;
import winnow.viewer.media.Pictures;
import winnow.viewer.text.TranscriptView;
import winnow.viewer.text.Words;

/** One record of the file that is looked at: as it is understood, above the record as it stands. */
final class PreviewCard extends VBox {

    private static final int WIDTH = 720; // twice what is shown, for sharp screens
    private static final int HEIGHT = 300;

    private final ImportViewModel model;
    private final Desk desk;
    private final Words words;
    private final Label title = new Label();
    private final Label note = new Label();
    private final Button before = turn("fth-chevron-left", "preview-before", -1);
    private final Button next = turn("fth-chevron-right", "preview-next", 1);
    private final MappingPane mapping;
    private final ImageView picture = new ImageView();
    private final StackPane stage = new StackPane(picture);
    private final TranscriptView read;
    private final TranscriptView raw;
    private List<Sample> samples = List.of();
    private Path path = Path.of("");
    private int at;

    PreviewCard(ImportViewModel model, Desk desk) {
        super(8);
        this.model = model;
        this.desk = desk;
        this.words = desk.words();
        this.mapping = new MappingPane(model, words);
        this.read = new TranscriptView(words);
        this.raw = new TranscriptView(words);
        setId("preview");
        getStyleClass().addAll("card", "flush", "preview-card");
        title.setId("preview-title");
        title.getStyleClass().add("card-title");
        title.setMinWidth(0);
        before.setAccessibleText(words.tr("Record before"));
        next.setAccessibleText(words.tr("Next record"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(4, title, gap, before, next);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("card-head");
        note.setId("preview-note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        note.getStyleClass().addAll("muted", "small", "preview-note");
        picture.setFitHeight(HEIGHT / 2.0);
        picture.setFitWidth(WIDTH / 2.0);
        picture.setPreserveRatio(true);
        stage.getStyleClass().add("preview-stage");
        raw.rawProperty().set(true);
        read.setId("preview-read");
        raw.setId("preview-raw");
        read.setMinHeight(90);
        raw.setMinHeight(64);
        VBox.setVgrow(read, Priority.ALWAYS);
        VBox.setVgrow(raw, Priority.SOMETIMES);
        getChildren().addAll(head, note, mapping, stage, read, raw);
        model.seenProperty().addListener((property, was, seen) -> show(seen));
        show(model.seenProperty().get());
    }

    private Button turn(String icon, String id, int by) {
        Button button = new Button("", new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll("flat", "button-icon", "small");
        button.setOnAction(event -> {
            at += by;
            showRecord();
        });
        return button;
    }

    private void show(@Nullable Seen seen) {
        setVisible(seen != null);
        setManaged(seen != null);
        if (seen == null) {
            return;
        }
        note.setText(note(seen));
        mapping.show(seen.draft(), seen.preview());
        boolean reading = seen.preview().isEmpty() && seen.trouble().isEmpty();
        if (reading && seen.draft().path().equals(path)) {
            return; // what was seen before stays until it is replaced in one go
        }
        at = seen.draft().path().equals(path) ? at : 0;
        path = seen.draft().path();
        samples = seen.preview().map(Preview::samples).orElse(List.of());
        at = Math.max(0, Math.min(at, samples.size() - 1));
        boolean bad = seen.trouble().isPresent() || (seen.preview().isPresent() && samples.isEmpty());
        note.getStyleClass().removeAll("danger-text", "muted");
        note.getStyleClass().add(bad ? "danger-text" : "muted");
        showRecord();
    }

    private String note(Seen seen) {
        if (seen.trouble().isPresent()) {
            return String.valueOf(seen.trouble().get().getMessage());
        }
        if (seen.preview().isEmpty()) {
            return seen.draft().guessed() && seen.draft().format().isEmpty()
                    ? words.tr("No layout that is known. Choose one to try it.")
                    : words.tr("Reading…");
        }
        Preview preview = seen.preview().get();
        int count = preview.samples().size();
        StringBuilder text = new StringBuilder(
                preview.more()
                        ? words.tr("Of the first {0} records: {1} samples", preview.records(), count)
                        : words.tr("{0} records: {1} samples", preview.records(), count));
        if (!preview.prompts().isEmpty()) {
            text.append(", ")
                    .append(words.tr(
                            "{0} questions without an answer", preview.prompts().size()));
        }
        if (preview.media() > 0) {
            text.append(", ").append(words.tr("{0} of {1} media found", preview.found(), preview.media()));
        }
        if (!preview.rejects().isEmpty()) {
            Reject first = preview.rejects().get(0);
            text.append(", ")
                    .append(words.tr(
                            "{0} rejected, first: {1}", preview.rejects().size(), first.reason()));
        }
        return text.toString();
    }

    private void showRecord() {
        boolean any = !samples.isEmpty();
        before.setDisable(at <= 0);
        next.setDisable(at >= samples.size() - 1);
        for (Region part : List.of(read, raw)) {
            part.setVisible(any);
            part.setManaged(any);
        }
        title.setText(
                any
                        ? words.tr(
                                "Record {0} as Winnow reads it",
                                words.number(samples.get(at).record()))
                        : words.tr("As Winnow reads it"));
        Sample sample = any ? samples.get(at) : null;
        read.sampleProperty().set(sample);
        raw.sampleProperty().set(sample);
        picture.setImage(null);
        stage.setVisible(false);
        stage.setManaged(false);
        if (sample != null) {
            sample.media().stream()
                    .filter(media -> media.kind() == Media.Kind.IMAGE)
                    .findFirst()
                    .ifPresent(media -> decode(sample, media));
        }
    }

    /** A picture that cannot be shown is counted in the note; the record shows without it. */
    private void decode(Sample of, Media media) {
        Optional<Preview> preview =
                Optional.ofNullable(model.seenProperty().get()).flatMap(Seen::preview);
        if (preview.isEmpty()) {
            return;
        }
        desk.jobs()
                .start(
                        "Decoding a picture",
                        Lane.DECODE,
                        (progress, cancel) -> thumbnail(preview.get(), media),
                        found -> found.ifPresent(image -> show(of, image)));
    }

    private static Optional<Image> thumbnail(Preview preview, Media media) {
        try {
            Path file = preview.roots().resolve(media.path());
            return Optional.of(Pictures.of(new Stills().thumbnail(file, WIDTH, HEIGHT)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void show(Sample of, Image image) {
        if (at < samples.size() && samples.get(at).equals(of)) { // the user may look at another record by now
            picture.setImage(image);
            stage.setVisible(true);
            stage.setManaged(true);
        }
    }
}
