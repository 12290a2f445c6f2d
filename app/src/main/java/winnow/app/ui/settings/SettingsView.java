package winnow.app.ui.settings;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.service.KeptFeatures;
import winnow.app.service.Preferences;
import winnow.app.service.Settings;
import winnow.viewer.text.KeyCap;
import winnow.viewer.text.Words;

/** The pane of settings. Everything applies at once; there is nothing to save. */
public final class SettingsView extends VBox {

    private static final int CACHE_STEP = 256;

    private final SettingsViewModel model;
    private final Words words;
    private final VBox reasons = new VBox(6);
    private final Label keptHint;

    /** A way to choose one of a few. */
    private record Choice(String id, String text, boolean chosen, Runnable choose) {}

    /** A pane that {@code close} takes away. */
    public SettingsView(SettingsViewModel model, Words words, Runnable close) {
        super(12);
        this.model = model;
        this.words = words;
        this.keptHint = hint(words.tr("What became of pictures, beside each workspace in NAME.winnow.cache."));
        keptHint.setId("kept-features");
        setId("settings");
        getStyleClass().addAll("jobs-pane", "keys-pane", "settings-pane");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        HBox columns = new HBox(32, left(), right());
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("screen-scroll");
        KeysPane keys = new KeysPane(model, words);
        keys.setVisible(false);
        StackPane parts = new StackPane(scroll, keys);
        VBox.setVgrow(parts, Priority.ALWAYS);
        getChildren().addAll(header(close), tabs(scroll, keys), parts, problem());
        showReasons();
    }

    /** Shows where features of pictures are kept for the workspace that is open, and how much room they take. */
    public void showKept(KeptFeatures kept) {
        double megabytes = kept.bytes() / (1024.0 * 1024.0);
        keptHint.setText(words.tr("{0} MB in {1}", String.format(words.locale(), "%,.1f", megabytes), kept.folder()));
    }

    private Node tabs(Node general, Node keys) {
        return choices(List.of(
                new Choice("settings-general", words.tr("General"), true, () -> show(general, keys)),
                new Choice("settings-keys", words.tr("Keys"), false, () -> show(keys, general))));
    }

    private static void show(Node part, Node other) {
        other.setVisible(false);
        part.setVisible(true);
    }

    private Node header(Runnable close) {
        Label title = new Label(words.tr("Settings"));
        title.getStyleClass().add("screen-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button done = new Button(words.tr("Close"), new KeyCap("Esc"));
        done.setId("settings-close");
        done.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        done.getStyleClass().add("flat");
        done.setAccessibleText(words.tr("Close"));
        done.setOnAction(event -> close.run());
        HBox header = new HBox(8, title, gap, done);
        header.setAlignment(Pos.CENTER_LEFT);
        return header;
    }

    private Node left() {
        Settings now = model.nowProperty().get();
        VBox column = new VBox(10, title(words.tr("Look")));
        column.setPrefWidth(400);
        column.getChildren()
                .addAll(
                        line(words.tr("Theme"), themes(now.theme())),
                        line(words.tr("Language of the window"), languages(now.language())),
                        line(words.tr("Rows"), densities(now.preferences().compact())),
                        title(words.tr("Annotator")),
                        line(words.tr("Name"), annotator(now.annotator())),
                        hint(words.tr("Decisions from now on are signed with it.")),
                        title(words.tr("Computing and storage")),
                        line(words.tr("Threads"), threads(now.preferences().threads())),
                        hint(words.tr("Of models. 0 leaves it to the library.")),
                        line(
                                words.tr("Kept features, MB"),
                                cache(now.preferences().cacheMb())),
                        keptHint);
        return column;
    }

    private Node right() {
        Button usual = new Button(words.tr("Usual reasons"));
        usual.setId("reasons-usual");
        usual.getStyleClass().addAll("small", "flat");
        usual.setAccessibleText(words.tr("Usual reasons"));
        usual.setOnAction(event -> {
            model.usualReasons();
            showReasons();
        });
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(8, title(words.tr("Reasons to prune")), gap, usual);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox column = new VBox(
                10,
                head,
                reasons,
                hint(words.tr("Each has the key before it. Decisions made keep theirs.")),
                title(words.tr("Judges behind an endpoint")),
                hint(words.tr("Their address stands in judge.json of the model's folder, their key only in the"
                        + " environment variable that file names.")));
        column.setPrefWidth(360);
        return column;
    }

    private Node problem() {
        Label problem = new Label();
        problem.setId("settings-problem");
        problem.getStyleClass().add("danger-text");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(model.problemProperty().isNotEmpty());
        return problem;
    }

    // ---- look

    private Node themes(String theme) {
        return choices(List.of(
                new Choice("theme-system", words.tr("System"), theme.equals("system"), () -> model.theme("system")),
                new Choice("theme-light", words.tr("Light"), theme.equals("light"), () -> model.theme("light")),
                new Choice("theme-dark", words.tr("Dark"), theme.equals("dark"), () -> model.theme("dark"))));
    }

    private Node languages(String language) {
        return choices(List.of(
                new Choice("settings-en", "English", language.equals("en"), () -> model.language("en")),
                new Choice("settings-ko", "한국어", language.equals("ko"), () -> model.language("ko"))));
    }

    private Node densities(boolean compact) {
        return choices(List.of(
                new Choice("rows-comfortable", words.tr("Comfortable"), !compact, () -> model.compact(false)),
                new Choice("rows-compact", words.tr("Compact"), compact, () -> model.compact(true))));
    }

    private static Node choices(List<Choice> choices) {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = choices.get(i);
            ToggleButton button = new ToggleButton(choice.text());
            button.setId(choice.id());
            button.setAccessibleText(choice.text());
            String side = i == 0 ? "left-pill" : i == choices.size() - 1 ? "right-pill" : "center-pill";
            button.getStyleClass().addAll("small", side);
            button.setToggleGroup(group);
            button.setSelected(choice.chosen());
            button.setOnAction(event -> {
                if (button.isSelected()) {
                    choice.choose().run();
                } else {
                    button.setSelected(true); // one is always chosen
                }
            });
            box.getChildren().add(button);
        }
        return box;
    }

    // ---- fields

    private Node annotator(String name) {
        TextField field = new TextField(name);
        field.setId("annotator-name");
        field.setAccessibleText(words.tr("Name"));
        onEntered(field, () -> {
            model.annotator(field.getText());
            field.setText(model.nowProperty().get().annotator());
        });
        return field;
    }

    private Node threads(int now) {
        int most = Math.max(now, Runtime.getRuntime().availableProcessors());
        Spinner<Integer> spinner = new Spinner<>(0, most, now);
        spinner.setId("threads");
        spinner.setAccessibleText(words.tr("Threads"));
        spinner.valueProperty().addListener((property, before, value) -> model.threads(value));
        return spinner;
    }

    private Node cache(int now) {
        Spinner<Integer> spinner = new Spinner<>(0, Preferences.MOST_CACHE_MB, now, CACHE_STEP);
        spinner.setId("cache-mb");
        spinner.setAccessibleText(words.tr("Kept features, MB"));
        spinner.valueProperty().addListener((property, before, value) -> model.cacheMb(value));
        return spinner;
    }

    private void showReasons() {
        reasons.getChildren().clear();
        List<String> texts = model.reasons();
        int last = Math.min(Preferences.MOST_REASONS, texts.size() + 1); // one more to fill in
        for (int digit = 1; digit <= last; digit++) {
            reasons.getChildren().add(reason(digit, digit <= texts.size() ? texts.get(digit - 1) : ""));
        }
    }

    private Node reason(int digit, String text) {
        TextField field = new TextField(text);
        field.setId("reason-text-" + digit);
        field.setPromptText(words.tr("Another reason"));
        field.setAccessibleText(words.tr("Reason {0}", digit));
        HBox.setHgrow(field, Priority.ALWAYS);
        onEntered(field, () -> {
            if (!field.getText().strip().equals(text)) {
                model.reason(digit, field.getText());
                showReasons();
            }
        });
        Button up = new Button("", new FontIcon("fth-arrow-up"));
        up.setId("reason-up-" + digit);
        up.getStyleClass().addAll("flat", "button-icon");
        up.setAccessibleText(words.tr("Move reason {0} up", digit));
        up.setDisable(digit == 1 || text.isEmpty());
        up.setOnAction(event -> {
            model.moveUp(digit);
            showReasons();
        });
        HBox row = new HBox(8, new KeyCap(String.valueOf(digit)), field, up);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Takes what was typed on Enter, and when the focus goes on. */
    private static void onEntered(TextField field, Runnable taken) {
        field.setOnAction(event -> taken.run());
        field.focusedProperty().addListener((property, before, focused) -> {
            if (!focused && field.getScene() != null) {
                taken.run();
            }
        });
    }

    private static Label title(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("card-title");
        return label;
    }

    private static Label hint(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        return label;
    }

    private static Node line(String text, Node control) {
        Label label = new Label(text);
        label.setMinWidth(184);
        HBox line = new HBox(8, label, control);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }
}
