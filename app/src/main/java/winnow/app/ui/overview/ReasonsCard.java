package winnow.app.ui.overview;

import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import winnow.app.service.Overview;
import winnow.viewer.text.Words;

/** Why samples were pruned: the most frequent reasons as bars. */
final class ReasonsCard extends VBox {

    private static final int MOST = 8;

    private final Words words;
    private final Label who = new Label();
    private final VBox bars = new VBox(4);

    ReasonsCard(Words words) {
        super(8);
        this.words = words;
        setId("reasons");
        getStyleClass().add("card");
        Label title = new Label(words.tr("Why samples were pruned"));
        title.getStyleClass().add("card-title");
        who.getStyleClass().addAll("muted", "small");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title, gap, who);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, bars);
    }

    void show(Overview overview) {
        bars.getChildren().clear();
        Map<String, Long> reasons = overview.reasons();
        if (reasons.isEmpty()) {
            who.setText("");
            Label nothing = new Label(words.tr("Nothing was pruned."));
            nothing.getStyleClass().add("muted");
            bars.getChildren().add(nothing);
            return;
        }
        who.setText(words.tr(
                "{0} pruned, annotators: {1}",
                words.number(overview.counts().pruned()), words.number(overview.pruners())));
        long most = reasons.values().stream().mapToLong(Long::longValue).max().orElse(1);
        reasons.entrySet().stream()
                .limit(MOST)
                .forEach(entry -> bars.getChildren().add(bar(entry.getKey(), entry.getValue(), most)));
    }

    private Node bar(String reason, long count, long most) {
        Label name = new Label(reason.isEmpty() ? words.tr("No reason") : words.tr(reason));
        name.setMinWidth(110);
        name.setPrefWidth(110);
        Region bar = new Region();
        bar.getStyleClass().add("reason-bar");
        StackPane track = new StackPane(bar);
        track.setAlignment(Pos.CENTER_LEFT);
        track.setMinWidth(0);
        HBox.setHgrow(track, Priority.ALWAYS);
        bar.maxWidthProperty().bind(track.widthProperty().multiply((double) count / most));
        bar.setPrefHeight(12);
        bar.setMaxHeight(12);
        Label number = new Label(words.number(count));
        number.setMinWidth(56);
        number.setAlignment(Pos.CENTER_RIGHT);
        HBox row = new HBox(8, name, track, number);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
