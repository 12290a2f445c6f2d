package winnow.app.ui.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.command.Command;
import winnow.app.ui.compare.OrderViewModel.Card;
import winnow.app.ui.part.CommandButton;
import winnow.viewer.text.Words;

/** All answers of a record as cards, the best on top: dragged, or moved by keys. */
final class OrderPane extends BorderPane {

    private final OrderViewModel model;
    private final Words words;
    private final VBox list = new VBox();
    private final ScrollPane scroll = new ScrollPane(list);
    private final Map<Integer, OrderCard> nodes = new HashMap<>();
    private boolean dragging;

    /** A pane that shows while cards are to be put in order. */
    OrderPane(OrderViewModel model, Words words, Function<String, Command> command) {
        this.model = model;
        this.words = words;
        setId("order-pane");
        getStyleClass().add("order-pane");
        setMinSize(0, 0);
        list.setId("order-cards");
        list.getStyleClass().add("order-cards");
        list.setAccessibleText(words.tr("Answers, the best on top"));
        list.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        list.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        list.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> dragging = false);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        setTop(header(command));
        setCenter(scroll);
        visibleProperty().bind(model.activeProperty());
        model.cardsProperty().addListener(property -> show());
        model.atProperty().addListener(property -> mark());
    }

    private HBox header(Function<String, Command> command) {
        Label hint = new Label(words.tr("The best on top. Names and scores are hidden."), new FontIcon("fth-eye-off"));
        hint.setId("order-hint");
        hint.setGraphicTextGap(8);
        hint.setMinWidth(0);
        hint.setMaxWidth(Double.MAX_VALUE);
        hint.getStyleClass().add("muted");
        HBox.setHgrow(hint, Priority.ALWAYS);
        CommandButton save = new CommandButton(command.apply("order-save"), words.tr("Save the order"));
        save.getStyleClass().add("accent");
        HBox header = new HBox(
                8,
                hint,
                quiet(command.apply("order-turn"), words.tr("Whole answer")),
                quiet(command.apply("order-tie"), words.tr("As good as above")),
                quiet(command.apply("order"), words.tr("Pair by pair")),
                save);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().addAll("pane-header", "compare-header");
        return header;
    }

    private static CommandButton quiet(Command command, String text) {
        CommandButton button = new CommandButton(command, text);
        button.setId("quiet-" + command.id());
        button.getStyleClass().addAll("flat", "small");
        button.setFocusTraversable(false);
        return button;
    }

    /** Scrolls by some pages. */
    void scroll(int pages) {
        double beyond = list.getHeight() - scroll.getViewportBounds().getHeight();
        if (beyond > 0) {
            scroll.setVvalue(
                    scroll.getVvalue() + pages * scroll.getViewportBounds().getHeight() / beyond);
        }
    }

    /** What takes the focus. */
    Node pane() {
        return scroll;
    }

    // ---- cards

    private void show() {
        List<Card> cards = model.cardsProperty().get();
        nodes.keySet().retainAll(cards.stream().map(Card::candidate).toList());
        if (cards.isEmpty()) {
            nodes.clear();
            scroll.setVvalue(0);
        }
        List<String> texts = model.texts(words);
        for (int place = 0; place < cards.size(); place++) {
            nodes.computeIfAbsent(cards.get(place).candidate(), candidate -> new OrderCard(words))
                    .show(place, cards.get(place), texts.get(place));
        }
        list.getChildren()
                .setAll(cards.stream().map(card -> nodes.get(card.candidate())).toList());
        mark();
    }

    private void mark() {
        int at = model.atProperty().get();
        for (int place = 0; place < list.getChildren().size(); place++) {
            ((OrderCard) list.getChildren().get(place)).choose(place == at);
        }
        if (at < list.getChildren().size()) {
            list.applyCss();
            list.layout(); // a drag goes on before the next picture is painted
            reveal(list.getChildren().get(at).getBoundsInParent());
        }
    }

    private void reveal(Bounds card) {
        double room = scroll.getViewportBounds().getHeight();
        double beyond = list.getHeight() - room;
        if (beyond <= 0 || dragging) {
            return;
        }
        double top = scroll.getVvalue() * beyond;
        if (card.getMinY() < top) {
            scroll.setVvalue(card.getMinY() / beyond);
        } else if (card.getMaxY() > top + room) {
            scroll.setVvalue(Math.min(card.getMinY(), card.getMaxY() - room) / beyond);
        }
    }

    // ---- mouse

    private void press(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        for (int place = 0; place < list.getChildren().size(); place++) {
            if (list.getChildren().get(place).getBoundsInParent().contains(event.getX(), event.getY())) {
                model.choose(place);
                dragging = true;
                if (event.getClickCount() == 2) {
                    model.turn();
                }
            }
        }
        scroll.requestFocus();
    }

    /** The card changes places with a neighbour once the pointer is past its middle. */
    private void drag(MouseEvent event) {
        int at = model.atProperty().get();
        if (!dragging) {
            return;
        }
        if (at + 1 < list.getChildren().size() && event.getY() > middle(at + 1)) {
            model.move(1);
        } else if (at > 0 && event.getY() < middle(at - 1)) {
            model.move(-1);
        }
    }

    private double middle(int place) {
        return list.getChildren().get(place).getBoundsInParent().getCenterY();
    }
}
