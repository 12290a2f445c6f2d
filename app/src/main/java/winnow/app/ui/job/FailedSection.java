package winnow.app.ui.job;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.job.FailedSamples.Why;
import winnow.viewer.text.Words;

/** Why samples failed, and a way to try them again; hidden when none did. */
final class FailedSection extends VBox {

    private static final int LISTED = 6;

    private final FailedSamples failed;
    private final Words words;

    FailedSection(FailedSamples failed, Words words) {
        super(6);
        this.failed = failed;
        this.words = words;
        setId("failed");
        getStyleClass().add("job-section");
        failed.reasons().addListener((ListChangeListener<Why>) change -> show());
        failed.totalProperty().addListener((property, before, now) -> show());
        show();
    }

    private void show() {
        boolean any = !failed.reasons().isEmpty();
        setVisible(any);
        setManaged(any);
        Label title = new Label(words.tr("Not scored in the latest run"));
        title.getStyleClass().add("bold");
        getChildren().setAll(title);
        failed.reasons().stream().limit(LISTED).forEach(why -> getChildren().add(row(why)));
        if (failed.reasons().size() > LISTED) {
            Label more =
                    new Label(words.tr("and {0} other reasons", failed.reasons().size() - LISTED));
            more.getStyleClass().add("muted");
            getChildren().add(more);
        }
        Button again =
                new Button(words.tr("Try the {0} again", failed.totalProperty().get()));
        again.setId("try-again");
        again.setGraphic(new FontIcon("fth-rotate-cw"));
        again.getStyleClass().add("small");
        again.setAccessibleText(again.getText());
        again.setOnAction(event -> failed.tryAgain());
        getChildren().add(again);
    }

    private HBox row(Why why) {
        FontIcon icon = new FontIcon("fth-alert-triangle");
        icon.getStyleClass().add("warning-text");
        Label reason = new Label(why.reason());
        reason.setWrapText(true);
        reason.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(reason, Priority.ALWAYS);
        Label samples = new Label(words.number(why.samples()));
        samples.getStyleClass().add("bold");
        samples.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, icon, reason, samples);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
