package winnow.app.ui.model;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import winnow.app.service.DemoWorldModel;
import winnow.app.service.KnownModel;
import winnow.app.ui.command.Command;
import winnow.app.ui.part.CommandButton;
import winnow.scoring.ModelInfo;
import winnow.viewer.text.Words;

/** The chosen model: what it is, its self-test, and what can be done with it. */
final class ModelDetail extends VBox {

    private final ModelsViewModel model;
    private final Words words;
    private final VBox content = new VBox(16);

    ModelDetail(ModelsViewModel model, Words words, List<Command> commands) {
        super(16);
        this.model = model;
        this.words = words;
        setId("model-detail");
        setFocusTraversable(true);
        getStyleClass().add("screen-column");
        FlowPane actions = new FlowPane(8, 8);
        for (Command command : commands) {
            CommandButton button = new CommandButton(command);
            if (command.id().equals("score-with")) {
                button.getStyleClass().add("accent");
            }
            if (command.id().equals("score-anyway")) {
                button.visibleProperty().bind(command.possible());
                button.managedProperty().bind(command.possible());
            }
            actions.getChildren().add(button);
        }
        ScrollPane scroll = new ScrollPane(new VBox(16, content, new RunsCard(model, words)));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("screen-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, actions);
        model.selectedProperty().addListener((property, before, chosen) -> show());
        model.testingProperty().addListener((property, before, testing) -> show());
        show();
    }

    private void show() {
        KnownModel chosen = model.selectedProperty().get();
        content.getChildren().clear();
        if (chosen == null) {
            return;
        }
        Label name = new Label(ModelCell.name(words, chosen));
        name.setId("model-name");
        name.getStyleClass().add("screen-title");
        Label folder = muted(chosen.folder().toString());
        content.getChildren().add(new VBox(4, name, facts(chosen), folder));
        if (chosen.info().filter(DemoWorldModel::is).isPresent()) {
            Label limits = sentence(
                    words.tr("This model has only ever seen the demo world: its scores of any other data mean"
                            + " nothing."),
                    "warning-text");
            limits.setId("model-limits");
            content.getChildren().add(card(limits));
        }
        ModelsViewModel.Testing testing = model.testingProperty().get();
        if (testing != null && testing.folder().equals(chosen.folder())) {
            content.getChildren().add(SelfTestCard.of(testing.rows(), words));
        } else if (!chosen.problem().isEmpty()) {
            content.getChildren().add(card(sentence(chosen.problem(), "danger-text")));
        } else if (chosen.report().isPresent()) {
            content.getChildren().add(SelfTestCard.of(chosen.report().get(), words));
        } else {
            content.getChildren()
                    .add(card(sentence(words.tr("This model was not tested on this machine yet."), "warning-text")));
        }
    }

    private FlowPane facts(KnownModel chosen) {
        String fingerprint = chosen.info().map(ModelInfo::fingerprint).orElse("");
        String weights = chosen.info().map(ModelInfo::weights).orElse("");
        Label shown = fingerprint.isEmpty()
                ? muted(words.tr("not worked out yet"))
                : new Label(fingerprint.substring(0, 16).replaceAll("(.{4})(?!$)", "$1 "));
        if (!fingerprint.isEmpty()) {
            shown.getStyleClass().add("token");
            shown.setAccessibleText(words.tr("Fingerprint") + " " + shown.getText());
        }
        FlowPane facts = new FlowPane(8, 4, muted(words.tr("Fingerprint")), shown);
        if (!weights.isEmpty()) {
            facts.getChildren().add(muted("· " + weights + " · " + words.tr("nothing is executed")));
        }
        facts.setId("model-facts");
        return facts;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "dense");
        return label;
    }

    private static Label sentence(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add(style);
        return label;
    }

    private static VBox card(Node... parts) {
        VBox card = new VBox(16, parts);
        card.setAlignment(Pos.TOP_LEFT);
        card.getStyleClass().add("card");
        return card;
    }
}
