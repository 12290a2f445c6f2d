package winnow.app.ui.part;

import java.util.List;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;

/** Parts of the window the focus goes to in turn. One reached that way is marked {@code :reached} until it is left. */
public final class Panes {

    private static final PseudoClass REACHED = PseudoClass.getPseudoClass("reached");

    private final List<Node> panes;

    /** Panes in their order; those that are not shown are passed over. */
    public Panes(List<Node> panes) {
        this.panes = List.copyOf(panes);
    }

    /** Gives the focus to the next pane, or with −1 to the one before. */
    public void go(int by) {
        List<Node> shown = panes.stream().filter(Panes::reachable).toList();
        if (shown.isEmpty()) {
            return;
        }
        int now = -1;
        for (int i = 0; i < shown.size(); i++) {
            if (holdsFocus(shown.get(i))) {
                now = i;
            }
        }
        int start = now < 0 && by < 0 ? 0 : now;
        reach(shown.get(Math.floorMod(start + by, shown.size())));
    }

    /** Asks the scene: {@code isFocusWithin} stays set in JavaFX 21 when a pane loses the focus while out of sight. */
    private static boolean holdsFocus(Node pane) {
        for (Node each = pane.getScene().getFocusOwner(); each != null; each = each.getParent()) {
            if (each.equals(pane)) {
                return true;
            }
        }
        return false;
    }

    private static boolean reachable(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null && !node.isDisabled();
    }

    private static void reach(Node node) {
        node.requestFocus();
        node.pseudoClassStateChanged(REACHED, true);
        Scene scene = node.getScene();
        scene.focusOwnerProperty().addListener(new ChangeListener<>() {
            @Override
            public void changed(
                    javafx.beans.value.ObservableValue<? extends Node> property, Node before, Node focused) {
                node.pseudoClassStateChanged(REACHED, false);
                scene.focusOwnerProperty().removeListener(this);
            }
        });
    }
}
