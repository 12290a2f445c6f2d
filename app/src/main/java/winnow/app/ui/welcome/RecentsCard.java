package winnow.app.ui.welcome;

import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.welcome.WelcomeViewModel.Recent;
import winnow.store.data.Counts;
import winnow.viewer.text.Words;

/** Workspaces that were used before, with how far they have come. */
final class RecentsCard extends VBox {

    private final WelcomeViewModel model;
    private final Words words;
    private final WelcomeView.Ways ways;

    RecentsCard(WelcomeViewModel model, Words words, WelcomeView.Ways ways) {
        this.model = model;
        this.words = words;
        this.ways = ways;
        setId("recents");
        getStyleClass().addAll("card", "flush");
        model.recents().addListener((ListChangeListener<Recent>) change -> show());
        show();
    }

    private void show() {
        getChildren().clear();
        if (model.recents().isEmpty()) {
            Label none = new Label(words.tr("Workspaces you open are listed here."));
            none.getStyleClass().addAll("muted", "line-row");
            getChildren().add(none);
        }
        model.recents().forEach(recent -> getChildren().add(row(recent)));
        getChildren().get(getChildren().size() - 1).getStyleClass().add("last");
    }

    private Node row(Recent recent) {
        Label name = new Label(String.valueOf(recent.file().getFileName()));
        name.getStyleClass().add("bold");
        name.setMinWidth(80);
        name.setMaxWidth(320);
        Label folder = new Label(String.valueOf(recent.file().toAbsolutePath().getParent()));
        folder.getStyleClass().addAll("muted", "small");
        HBox head = new HBox(8, name, folder);
        head.setAlignment(Pos.BASELINE_LEFT);
        Label state = new Label(state(recent));
        boolean bad = !recent.found() || !recent.problem().isEmpty();
        state.getStyleClass().add(bad ? "danger-text" : "muted");
        state.setWrapText(true);
        VBox text = new VBox(2, head, state);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox row = new HBox(16, new FontIcon("fth-archive"), text);
        recent.counts().ifPresent(counts -> row.getChildren().addAll(progress(counts)));
        row.getChildren().add(bad ? remove(recent) : open(recent));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().addAll("line-row", "muted");
        return row;
    }

    private String state(Recent recent) {
        if (!recent.found()) {
            return words.tr("not found at {0}", recent.file());
        }
        if (!recent.problem().isEmpty()) {
            return recent.problem();
        }
        return recent.counts()
                .map(counts -> words.tr("{0} samples · {1} decided", counts.samples(), counts.decided()))
                .orElse("…");
    }

    private Node[] progress(Counts counts) {
        double share = counts.samples() == 0 ? 0 : (double) counts.decided() / counts.samples();
        ProgressBar bar = new ProgressBar(share);
        bar.setPrefWidth(120);
        bar.getStyleClass().add("job-bar");
        Label percent = new Label(words.tr("{0} %", String.format(words.locale(), "%.1f", share * 100)));
        percent.getStyleClass().add("muted");
        percent.setMinWidth(56);
        percent.setAlignment(Pos.CENTER_RIGHT);
        Region gap = new Region();
        gap.setMinWidth(0);
        return new Node[] {bar, percent, gap};
    }

    private Button open(Recent recent) {
        Button button = new Button(words.tr("Open"));
        button.getStyleClass().addAll("small", "open-recent");
        button.setAccessibleText(words.tr("Open {0}", recent.file()));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> ways.open().accept(recent.file()));
        return button;
    }

    private Button remove(Recent recent) {
        Button button = new Button(words.tr("Remove"));
        button.getStyleClass().add("small");
        button.setAccessibleText(words.tr("Take {0} off the list", recent.file()));
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> {
            model.drop(recent.file());
            ways.forget().accept(recent.file());
        });
        return button;
    }
}
