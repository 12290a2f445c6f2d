package winnow.app.ui.review;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.ReviewService.Detail;
import winnow.store.data.Remark;
import winnow.viewer.text.Words;

/** Tags and notes of the sample above the verdicts; shown only where there is something to show or to write. */
final class RemarkStrip extends HBox {

    private static final int OFFERED = 6;

    private enum Writing {
        NOTHING,
        NOTE,
        TAG
    }

    private final ReviewViewModel model;
    private final ReviewRemarks acts;
    private final Words words;
    private final Runnable back;
    private final FlowPane chips = new FlowPane(6, 4);
    private final TextField field = new TextField();
    private Writing writing = Writing.NOTHING;
    private long drafted = -1;

    /** A strip whose field gives the focus {@code back} when it is done. */
    RemarkStrip(ReviewViewModel model, Words words, Runnable back) {
        super(8);
        this.model = model;
        this.acts = model.remarks();
        this.words = words;
        this.back = back;
        setId("remarks");
        getStyleClass().add("remark-strip");
        setAlignment(Pos.CENTER_LEFT);
        chips.setAlignment(Pos.CENTER_LEFT);
        chips.setMinWidth(0);
        HBox.setHgrow(chips, Priority.ALWAYS);
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(event -> save());
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
        model.now().detailProperty().addListener((property, before, detail) -> follow(detail));
        managedProperty().bind(visibleProperty());
        show();
    }

    /** Opens the line for a note; what was typed and not saved is still there. */
    void writeNote() {
        Detail shown = model.now().detailProperty().get();
        if (shown != null) {
            if (drafted != shown.sample().id()
                    || writing == Writing.TAG
                    || field.getText().isBlank()) {
                field.setText(Remarks.note(shown.remarks(), acts.annotator()));
            }
            open(Writing.NOTE, "note-field", words.tr("Note: ↵ saves, Esc goes back"), words.tr("Note"));
        }
    }

    /** Opens the line for a tag and offers the tags in use. */
    void writeTag() {
        if (model.now().detailProperty().get() != null) {
            field.clear();
            open(Writing.TAG, "tag-field", words.tr("Tag: ↵ puts it on, Esc goes back"), words.tr("Tag"));
            acts.tags(this::offer);
        }
    }

    private void open(Writing what, String id, String prompt, String name) {
        Detail shown = model.now().detailProperty().get();
        drafted = shown.sample().id();
        writing = what;
        field.setId(id);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        show();
        field.requestFocus();
        field.end();
    }

    private void offer(List<String> tags) {
        if (writing != Writing.TAG) {
            return;
        }
        List<Remark> there = model.now().detailProperty().get() == null
                ? List.of()
                : model.now().detailProperty().get().remarks();
        chips.getChildren().clear();
        tags.stream()
                .filter(tag -> !Remarks.has(there, acts.annotator(), tag))
                .limit(OFFERED)
                .forEach(tag -> chips.getChildren().add(offered(tag)));
    }

    private Button offered(String tag) {
        Button button = new Button(tag, new FontIcon("fth-plus"));
        button.getStyleClass().addAll("small", "chip");
        button.setAccessibleText(words.tr("Put the tag {0} on", tag));
        button.setOnAction(event -> {
            close();
            acts.tag(tag, true);
        });
        return button;
    }

    private void save() {
        String text = field.getText().strip();
        if (writing == Writing.NOTE) {
            acts.note(text);
        } else if (!text.isEmpty()) {
            acts.tag(text, true);
        }
        field.clear();
        close();
    }

    private void close() {
        writing = Writing.NOTHING;
        show();
        back.run();
    }

    private void follow(Detail detail) {
        if (detail != null) { // between two samples the last one stays, so that nothing flickers
            if (writing != Writing.NOTHING && drafted != detail.sample().id()) {
                writing = Writing.NOTHING;
            }
            show();
        }
    }

    private void show() {
        Detail shown = model.now().detailProperty().get();
        List<Remark> remarks = shown == null ? List.of() : shown.remarks();
        getChildren().clear();
        chips.getChildren().clear();
        if (writing != Writing.NOTHING) {
            field.setPrefWidth(480);
            HBox.setHgrow(chips, Priority.SOMETIMES);
            getChildren().addAll(new FontIcon(writing == Writing.NOTE ? "fth-edit-3" : "fth-tag"), field);
            if (writing == Writing.TAG) {
                getChildren().add(chips);
            }
        } else {
            remarks.forEach(remark -> chips.getChildren().add(chip(remark)));
            HBox.setHgrow(chips, Priority.ALWAYS);
            getChildren().add(chips);
        }
        setVisible(writing != Writing.NOTHING || !remarks.isEmpty());
    }

    private Button chip(Remark remark) {
        boolean tag = remark.kind() == Remark.Kind.TAG;
        boolean own = remark.annotator().equals(acts.annotator());
        String said = own ? remark.text() : words.tr("{0}: {1}", remark.annotator(), remark.text());
        Button chip = new Button(said, new FontIcon(icon(remark)));
        chip.getStyleClass().addAll("small", "chip", tag ? "tag-chip" : "note-chip");
        chip.setFocusTraversable(false);
        chip.setMaxWidth(560);
        if (own && tag) {
            Label away = new Label("×");
            HBox both = new HBox(4, new FontIcon(icon(remark)), new Label(said), away);
            both.setAlignment(Pos.CENTER);
            chip.setText("");
            chip.setGraphic(both);
            chip.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            chip.setAccessibleText(words.tr("Take the tag {0} off", remark.text()));
            chip.setOnAction(event -> acts.tag(remark.text(), false));
        } else if (own) {
            chip.setAccessibleText(words.tr("Note: {0}", remark.text()));
            chip.setOnAction(event -> writeNote());
        } else {
            chip.setDisable(true);
        }
        return chip;
    }

    private static String icon(Remark remark) {
        if (remark.kind() == Remark.Kind.NOTE) {
            return "fth-edit-3";
        }
        return remark.text().equals(Remarks.BOOKMARK) ? "fth-bookmark" : "fth-tag";
    }
}
