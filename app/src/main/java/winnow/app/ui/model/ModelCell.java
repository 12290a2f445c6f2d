package winnow.app.ui.model;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.DemoWorldModel;
import winnow.app.service.KnownModel;
import winnow.scoring.Modality;
import winnow.scoring.ModelInfo;
import winnow.viewer.text.Words;

/** A model in the list: its name and what it judges, and whether it can be trusted. */
final class ModelCell extends ListCell<KnownModel> {

    private final Words words;

    ModelCell(Words words) {
        this.words = words;
        setPrefWidth(0); // long names are cut, not the state beside them
    }

    @Override
    protected void updateItem(@Nullable KnownModel model, boolean empty) {
        super.updateItem(model, empty);
        if (empty || model == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        Label name = new Label(name(words, model));
        name.getStyleClass().add("bold");
        Label what = new Label(about(words, model));
        what.getStyleClass().addAll("muted", "small");
        VBox text = new VBox(2, name, what);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label state = state(words, model.state());
        Label more = new Label(more(model));
        more.getStyleClass().addAll("muted", "small");
        more.setMinWidth(USE_PREF_SIZE);
        VBox right = new VBox(2, state, more);
        right.setAlignment(Pos.CENTER_RIGHT);
        right.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(16, text, right);
        row.setAlignment(Pos.CENTER_LEFT);
        setGraphic(row);
        setAccessibleText(name.getText() + ", " + state.getText() + ", " + more.getText() + ", " + what.getText());
    }

    /** What people call it. */
    static String name(Words words, KnownModel model) {
        return isDemoWorld(model) ? words.tr("Demo world") : model.name();
    }

    private static boolean isDemoWorld(KnownModel model) {
        return model.info().filter(DemoWorldModel::is).isPresent();
    }

    /** What it judges, how large it is and where it came from. */
    static String about(Words words, KnownModel model) {
        List<String> parts = new ArrayList<>();
        if (isDemoWorld(model)) {
            parts.add(words.tr("knows the demo world and nothing else"));
        }
        if (model.info().isPresent()) {
            ModelInfo info = model.info().get();
            List<String> judges = new ArrayList<>();
            if (info.modalities().contains(Modality.IMAGE)) {
                judges.add(words.tr("pictures"));
            }
            if (info.modalities().contains(Modality.VIDEO)) {
                judges.add(words.tr("video"));
            }
            judges.add(words.tr("text"));
            parts.add(String.join(", ", judges));
            double megabytes = info.bytes() / 1e6;
            parts.add(
                    megabytes >= 1000
                            ? String.format(words.locale(), "%.1f GB", megabytes / 1000)
                            : String.format(words.locale(), "%.1f MB", megabytes));
        }
        parts.add(
                switch (model.origin()) {
                    case SHIPPED -> words.tr("shipped");
                    case ADDED -> String.valueOf(model.folder().getParent());
                    case HUB_CACHE -> words.tr("hub cache");
                    case DOWNLOADED -> words.tr("downloaded");
                });
        return String.join(" · ", parts);
    }

    /** What the state means for scoring, or since when it holds. */
    private String more(KnownModel model) {
        return switch (model.state()) {
            case CHECKED ->
                model.checkedAt()
                        .map(at -> DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                                .withLocale(words.locale())
                                .withZone(ZoneId.systemDefault())
                                .format(at))
                        .orElse("");
            case FAILED -> words.tr("scoring blocked");
            case NOT_CHECKED -> words.tr("test it first");
            case RANDOM -> words.tr("scores mean nothing");
            case INCOMPLETE -> words.tr("files are missing");
        };
    }

    /** The state with its sign. */
    static Label state(Words words, KnownModel.State state) {
        Label label = switch (state) {
            case CHECKED -> sign(words.tr("Checked"), "fth-check-circle", "keep-text");
            case FAILED -> sign(words.tr("Failed"), "fth-x-circle", "danger-text");
            case NOT_CHECKED -> sign(words.tr("Not checked"), "fth-alert-triangle", "warning-text");
            case RANDOM -> sign(words.tr("Random"), "fth-shuffle", "warning-text");
            case INCOMPLETE -> sign(words.tr("Incomplete"), "fth-alert-circle", "danger-text");
        };
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static Label sign(String text, String icon, String style) {
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add(style);
        Label label = new Label(text, sign);
        label.getStyleClass().add(style);
        return label;
    }
}
