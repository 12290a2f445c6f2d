package winnow.app.ui.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import winnow.viewer.text.Words;

/** The head of one side: its letter; after the vote also who wrote the answer, what the file says, and the reward. */
final class SideHead extends HBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final Words words;
    private final Label model = new Label();
    private final Label label = new Label();
    private final Label rewardName = new Label();
    private final Label reward = new Label();

    /** The head of side {@code letter}. */
    SideHead(String letter, Words words) {
        super(8);
        this.words = words;
        String id = letter.toLowerCase(java.util.Locale.ROOT);
        getStyleClass().add("side-head");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        model.setId("model-" + id);
        model.getStyleClass().add("card-title");
        model.setMinWidth(0);
        label.setId("label-" + id);
        label.getStyleClass().add("pill");
        label.setMinWidth(USE_PREF_SIZE);
        rewardName.getStyleClass().add("muted");
        rewardName.setMinWidth(USE_PREF_SIZE);
        reward.setId("reward-" + id);
        reward.getStyleClass().add("card-title");
        reward.setMinWidth(USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren().addAll(new SideMark(letter), model, label, gap, rewardName, reward);
        hide();
    }

    /** Shows nothing but the letter. */
    void hide() {
        pseudoClassStateChanged(CHOSEN, false);
        model.setText("");
        label.setText("");
        label.setVisible(false);
        rewardName.setText("");
        reward.setText("");
    }

    /**
     * Shows what was hidden.
     *
     * @param better whether the file calls it better; empty where it says nothing
     * @param chosen whether the annotator voted for it
     */
    void show(Optional<String> name, Optional<Boolean> better, OptionalDouble value, boolean chosen) {
        pseudoClassStateChanged(CHOSEN, chosen);
        model.setText(name.orElse(""));
        label.setVisible(better.isPresent());
        label.setText(better.map(is -> is ? words.tr("label: better") : words.tr("label: worse"))
                .orElse(""));
        label.getStyleClass().remove("keep");
        if (better.orElse(false)) {
            label.getStyleClass().add("keep");
        }
        rewardName.setText(value.isPresent() ? words.tr("reward") : words.tr("no reward"));
        reward.setText(value.isPresent() ? words.score(value.getAsDouble()) : "");
    }
}
