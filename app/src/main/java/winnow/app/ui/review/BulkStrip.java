package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.part.ChoiceText;
import winnow.store.data.Verdict;
import winnow.viewer.text.Words;

/** One decision for all samples the search finds, as one step. Shown when it is asked for. */
final class BulkStrip extends HBox {

    private final ReviewViewModel model;
    private final Words words;
    private final Runnable back;
    private final Label count = new Label();
    private final Button prune = new Button();
    private final ComboBox<Optional<Reason>> reasons = new ComboBox<>();
    private final TextField tag = new TextField();

    /** A strip that gives the focus {@code back} when it is done. */
    BulkStrip(ReviewViewModel model, Words words, List<Reason> choice, Runnable back) {
        super(8);
        this.model = model;
        this.words = words;
        this.back = back;
        setId("bulk");
        getStyleClass().addAll("remark-strip", "bulk-strip");
        setAlignment(Pos.CENTER_LEFT);
        count.getStyleClass().add("bold");
        count.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        prepareReasons(choice);
        preparePrune();
        prepareTag();
        getChildren()
                .addAll(
                        new FontIcon("fth-layers"),
                        count,
                        gap,
                        reasons,
                        prune,
                        button("bulk-keep", words.tr("Keep"), Verdict.KEEP),
                        button("bulk-unsure", words.tr("Unsure"), Verdict.UNSURE),
                        button("bulk-take-back", words.tr("Take back"), Verdict.NONE),
                        tag);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                close();
            }
        });
        model.now().orderProperty().addListener((property, before, order) -> name());
        managedProperty().bind(visibleProperty());
        setVisible(false);
        name();
    }

    /** Opens it, or closes it again. */
    void toggle() {
        if (isVisible()) {
            close();
        } else {
            setVisible(true);
            prune.requestFocus();
        }
    }

    private void preparePrune() {
        prune.setId("bulk-prune");
        prune.getStyleClass().add("accent");
        prune.setOnAction(event -> decide(
                Verdict.PRUNE,
                reasons.getValue() == null
                        ? Optional.empty()
                        : reasons.getValue().map(Reason::stored)));
    }

    private void prepareReasons(List<Reason> choice) {
        reasons.setId("bulk-reason");
        reasons.setAccessibleText(words.tr("Reason"));
        reasons.getItems().add(Optional.empty());
        choice.forEach(reason -> reasons.getItems().add(Optional.of(reason)));
        reasons.setValue(Optional.empty());
        reasons.setConverter(new ChoiceText<>(
                reason -> reason.map(known -> words.tr(known.button())).orElseGet(() -> words.tr("No reason"))));
    }

    private void prepareTag() {
        tag.setId("bulk-tag");
        tag.setPromptText(words.tr("Tag all: name, then ↵"));
        tag.setAccessibleText(words.tr("Tag for all samples of the search"));
        tag.setPrefWidth(180);
        tag.setOnAction(event -> {
            if (!tag.getText().isBlank()) {
                model.remarks().tagAll(tag.getText().strip());
                tag.clear();
                close();
            }
        });
    }

    private Button button(String id, String text, Verdict verdict) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> decide(verdict, Optional.empty()));
        return button;
    }

    private void decide(Verdict verdict, Optional<String> reason) {
        model.remarks().decideAll(verdict, reason);
        close();
    }

    private void close() {
        setVisible(false);
        back.run();
    }

    private void name() {
        int found = model.now().orderProperty().get().length;
        String number = words.number(found);
        count.setText(
                model.now().queryProperty().get().isEmpty()
                        ? words.tr("All {0} samples", number)
                        : words.tr("All {0} samples this search finds", number));
        prune.setText(words.tr("Prune these {0} samples", number));
        prune.setMinWidth(USE_PREF_SIZE);
        setDisable(found == 0);
    }
}
