package winnow.app.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.part.CommandButton;
import winnow.app.ui.part.KeyHint;
import winnow.viewer.text.Words;

/** Finds a command by a part of its name, shows its key, and does it. */
final class PaletteView extends VBox {

    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final int PAGE = 8;

    private final Palette palette;
    private final Words words;
    private final Runnable close;
    private final TextField field = new TextField();
    private final Label count = new Label();
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final List<HBox> rows = new ArrayList<>();
    private List<Palette.Entry> found = List.of();
    private int chosen;

    /** A palette that calls {@code close} before it does something. */
    PaletteView(Palette palette, Words words, Runnable close) {
        this.palette = palette;
        this.words = words;
        this.close = close;
        setId("palette");
        getStyleClass().addAll("jobs-pane", "palette");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        list.getStyleClass().add("palette-list");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("edge-to-edge", "palette-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), scroll, foot());
        field.textProperty().addListener((property, before, typed) -> show(typed));
        show("");
    }

    /** The focus goes to the field. */
    @Override
    public void requestFocus() {
        field.requestFocus();
    }

    private HBox head() {
        field.setId("palette-field");
        field.setPromptText(words.tr("What do you want to do?"));
        field.setAccessibleText(words.tr("Commands"));
        field.getStyleClass().add("palette-field");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyed);
        count.setId("palette-count");
        count.getStyleClass().addAll("muted", "small");
        count.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(10, new FontIcon("fth-command"), field, count);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("palette-head");
        return head;
    }

    private HBox foot() {
        HBox foot = new HBox(
                16,
                new KeyHint(List.of("↑", "↓"), words.tr("choose")),
                new KeyHint(List.of("↵"), words.tr("do it")),
                new KeyHint(List.of("Esc"), words.tr("close")));
        foot.getStyleClass().addAll("palette-foot", "status-bar-strip");
        return foot;
    }

    private void keyed(KeyEvent event) {
        int by = switch (event.getCode()) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -PAGE;
            case PAGE_DOWN -> PAGE;
            default -> 0;
        };
        if (by != 0) {
            choose(Math.max(0, Math.min(found.size() - 1, chosen + by)));
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            run(chosen);
            event.consume();
        }
    }

    private void show(String typed) {
        found = palette.find(typed);
        count.setText(words.tr("{0} of {1} commands", found.size(), palette.size()));
        list.getChildren().clear();
        rows.clear();
        Optional<Palette.Section> last = Optional.empty();
        for (Palette.Entry entry : found) {
            if (!last.equals(Optional.of(entry.section()))) {
                last = Optional.of(entry.section());
                list.getChildren().add(heading(entry.section()));
            }
            HBox row = row(entry, typed.strip(), rows.size());
            rows.add(row);
            list.getChildren().add(row);
        }
        if (found.isEmpty()) {
            Label nothing = new Label(words.tr("No command is called that."));
            nothing.getStyleClass().addAll("muted", "palette-heading");
            list.getChildren().add(nothing);
        }
        scroll.setVvalue(0);
        choose(0);
    }

    private Label heading(Palette.Section section) {
        Label heading = new Label(
                switch (section) {
                    case HERE -> words.tr("Here");
                    case GO_TO -> words.tr("Go to");
                    case EVERYWHERE -> words.tr("Everywhere");
                });
        heading.getStyleClass().addAll("muted", "small", "bold", "palette-heading");
        return heading;
    }

    private HBox row(Palette.Entry entry, String typed, int place) {
        String text = entry.command().text();
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(8, marked(text, typed), gap, CommandButton.caps(entry.command()));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("palette-row");
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(text);
        row.disableProperty()
                .bind(javafx.beans.binding.Bindings.not(entry.command().possible()));
        row.setOnMouseEntered(event -> choose(place));
        row.setOnMouseClicked(event -> run(place));
        return row;
    }

    /** What was typed stands out, where it is there in one piece. */
    private static Node marked(String text, String typed) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(typed.toLowerCase(Locale.ROOT));
        TextFlow flow = new TextFlow();
        if (typed.isEmpty() || at < 0) {
            flow.getChildren().add(new Text(text));
        } else {
            int end = Math.min(text.length(), at + typed.length());
            Text middle = new Text(text.substring(at, end));
            middle.getStyleClass().add("bold");
            flow.getChildren().addAll(new Text(text.substring(0, at)), middle, new Text(text.substring(end)));
        }
        flow.setMaxHeight(USE_PREF_SIZE);
        return flow;
    }

    private void choose(int place) {
        chosen = place;
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).pseudoClassStateChanged(CHOSEN, i == place);
        }
        if (place < rows.size()) {
            field.setAccessibleHelp(rows.get(place).getAccessibleText());
            reveal(rows.get(place), place);
        }
    }

    /** Scrolls as far as it takes to see a row; for the first one its heading too. */
    private void reveal(HBox row, int place) {
        Bounds seen = scroll.getViewportBounds();
        double room = list.getHeight() - seen.getHeight();
        if (room <= 0) {
            return;
        }
        Bounds at = row.getBoundsInParent();
        double top = scroll.getVvalue() * room;
        if (place == 0) {
            scroll.setVvalue(0);
        } else if (at.getMinY() < top) {
            scroll.setVvalue(at.getMinY() / room);
        } else if (at.getMaxY() > top + seen.getHeight()) {
            scroll.setVvalue((at.getMaxY() - seen.getHeight()) / room);
        }
    }

    private void run(int place) {
        if (place < found.size() && found.get(place).command().possible().get()) {
            Palette.Entry entry = found.get(place);
            close.run();
            entry.command().action().run();
        }
    }
}
