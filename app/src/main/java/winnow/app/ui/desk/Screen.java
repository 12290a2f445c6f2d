package winnow.app.ui.desk;

import java.util.List;
import javafx.scene.Node;
import winnow.app.ui.command.Command;

/** One of the screens the rail leads to. Lives on the JavaFX thread. */
public interface Screen {

    /** Its name in ids: {@code data}, {@code review}, {@code export}. */
    String id();

    /** Id of the screen of the rail it belongs to: its own, or that of the screen it is a part of. */
    default String place() {
        return id();
    }

    /** Its name on the rail, in the user's language. */
    String title();

    /** What is shown; the same node every time. */
    Node node();

    /** What can be done here, beside what can be done everywhere. */
    List<Command> commands();

    /** Ids of the commands whose keys matter most here, for the status bar. */
    List<String> hints();

    /** Called each time the user comes here; takes the focus, so that the next key acts here. */
    void entered();

    /** Parts the focus goes to in turn with F6. */
    List<Node> panes();
}
