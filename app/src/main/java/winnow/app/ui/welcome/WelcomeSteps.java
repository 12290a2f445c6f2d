package winnow.app.ui.welcome;

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
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** What Winnow does, in four steps; language and theme below. */
final class WelcomeSteps extends VBox {

    private final Words words;

    WelcomeSteps(Words words, WelcomeView.Ways ways) {
        super(20);
        this.words = words;
        getStyleClass().add("welcome-side");
        Label claim = new Label(
                words.tr("Find the bad samples in image and video training data, prove the cut, export what is left."));
        claim.getStyleClass().add("welcome-claim");
        claim.setWrapText(true);
        claim.setMinHeight(USE_PREF_SIZE);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        brand(),
                        claim,
                        step(
                                1,
                                words.tr("Bring in data"),
                                words.tr("Thirty layouts are known by sight. Files are only read.")),
                        step(
                                2,
                                words.tr("Score every sample"),
                                words.tr("A reward model on this machine. Nothing leaves it.")),
                        step(3, words.tr("Review the lowest"), words.tr("One key a decision, undo without limit.")),
                        step(4, words.tr("Export what is left"), words.tr("Untouched records, reasons, checksums.")),
                        gap,
                        bottom(ways));
    }

    private static HBox brand() {
        ImageView logo = new ImageView();
        Optional.ofNullable(WelcomeSteps.class.getResource("/winnow/icons/winnow-128.png"))
                .ifPresent(url -> logo.setImage(new Image(url.toExternalForm())));
        logo.setFitWidth(44);
        logo.setFitHeight(44);
        Label name = new Label("Winnow");
        name.getStyleClass().add("welcome-brand");
        HBox brand = new HBox(12, logo, name);
        brand.setAlignment(Pos.CENTER_LEFT);
        return brand;
    }

    private static HBox step(int number, String title, String text) {
        Label circle = new Label(String.valueOf(number));
        circle.getStyleClass().add("step-number");
        Label head = new Label(title);
        head.getStyleClass().add("bold");
        Label what = new Label(text);
        what.getStyleClass().add("muted");
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        HBox step = new HBox(14, circle, new VBox(head, what));
        step.setAlignment(Pos.TOP_LEFT);
        return step;
    }

    private HBox bottom(WelcomeView.Ways ways) {
        HBox row = new HBox(4, new FontIcon("fth-globe"));
        for (List<String> language : WelcomeView.languages()) {
            Button button = new Button(language.get(1));
            button.setId("language-" + language.get(0));
            button.getStyleClass().addAll("flat", "small");
            if (words.locale().getLanguage().equals(language.get(0))) {
                button.getStyleClass().add("bold");
            }
            button.setAccessibleText(language.get(1));
            button.setOnAction(event -> ways.language().accept(language.get(0)));
            row.getChildren().add(button);
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button theme = CommandButton.icon(ways.command().apply("theme"), "fth-moon");
        theme.setText(words.tr("Light or dark"));
        theme.getStyleClass().add("small");
        row.getChildren().addAll(gap, theme);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
