package winnow.app.ui;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.app.ui.part.Toasts;

/** What lies over the content of the window: one pane at a time on a scrim, and short messages. */
final class Overlays {

    private static final double ABOVE_BARS = 152; // verdict bar and status bar stay in reach

    private static final Duration SLOW = Duration.millis(300);

    private final StackPane root;
    private Optional<Node> pane = Optional.empty();
    private Optional<Region> scrim = Optional.empty();
    private Optional<Node> focus = Optional.empty();
    private Runnable onClosed = () -> {};
    private Optional<Node> stopping = Optional.empty();
    private final PauseTransition slow = new PauseTransition(SLOW);

    Overlays(StackPane root) {
        this.root = root;
    }

    /** Replaces the content; nothing lies over it then. */
    void show(Node content, Toasts toasts) {
        pane = Optional.empty();
        scrim = Optional.empty();
        focus = Optional.empty();
        stopping = Optional.empty();
        onClosed = () -> {};
        slow.stop();
        root.getChildren().setAll(content, toasts);
        StackPane.setAlignment(toasts, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(toasts, new Insets(0, 16, ABOVE_BARS, 0));
    }

    /** Whether a pane lies over the content. */
    boolean open() {
        return pane.isPresent();
    }

    /** Opens a pane, or closes it when it is the one that is open. */
    void toggle(String id, Supplier<? extends Node> make) {
        toggle(id, make, () -> {});
    }

    /** The same; {@code closed} is called when the user closes it, or opens another in its place. */
    void toggle(String id, Supplier<? extends Node> make, Runnable closed) {
        boolean same = pane.filter(node -> id.equals(node.getId())).isPresent();
        close();
        if (!same) {
            open(make.get());
            onClosed = closed;
        }
    }

    /** Closes the pane; the focus goes back to where it was. */
    void close() {
        pane.ifPresent(node -> root.getChildren().remove(node));
        scrim.ifPresent(node -> root.getChildren().remove(node));
        focus.ifPresent(Node::requestFocus);
        pane = Optional.empty();
        scrim = Optional.empty();
        focus = Optional.empty();
        Runnable tell = onClosed;
        onClosed = () -> {};
        tell.run();
    }

    /** Covers everything until {@link #stopped}; says why when it takes a while. */
    void stopping(String sentence) {
        close();
        Label label = new Label(sentence, new FontIcon("fth-loader"));
        label.setId("stopping");
        label.getStyleClass().add("stopping");
        label.setVisible(false);
        StackPane cover = new StackPane(label);
        stopping = Optional.of(cover);
        root.getChildren().add(cover);
        cover.requestFocus();
        slow.setOnFinished(event -> {
            cover.getStyleClass().add("scrim");
            label.setVisible(true);
        });
        slow.playFromStart();
    }

    /** Takes the cover away. */
    void stopped() {
        slow.stop();
        stopping.ifPresent(node -> root.getChildren().remove(node));
        stopping = Optional.empty();
    }

    private void open(Node node) {
        focus = Optional.ofNullable(root.getScene().getFocusOwner());
        Region veil = new Region();
        boolean side = "jobs".equals(node.getId());
        boolean palette = "palette".equals(node.getId());
        veil.getStyleClass().add(side ? "veil" : "scrim");
        veil.setOnMouseClicked(event -> close());
        scrim = Optional.of(veil);
        pane = Optional.of(node);
        int below = root.getChildren().size() - 1; // the toasts stay on top
        root.getChildren().add(below, veil);
        root.getChildren().add(below + 1, node);
        StackPane.setAlignment(node, side ? Pos.TOP_RIGHT : palette ? Pos.TOP_CENTER : Pos.CENTER);
        StackPane.setMargin(
                node, side ? new Insets(52, 16, 0, 0) : palette ? new Insets(96, 24, 24, 24) : new Insets(24));
        if (palette) {
            node.requestFocus(); // to type at once
        }
    }
}
