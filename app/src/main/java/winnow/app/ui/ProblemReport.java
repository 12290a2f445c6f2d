package winnow.app.ui;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.viewer.Theme;
import winnow.viewer.text.Words;

/** Tells of a mistake in the program itself, with a report to pass on. One at a time. On the JavaFX thread. */
final class ProblemReport {

    private final Window owner;
    private Optional<Alert> open = Optional.empty();

    ProblemReport(Window owner) {
        this.owner = owner;
    }

    /** Shows a problem, unless one is shown already: what follows a mistake is often its consequence. */
    void show(Throwable problem, String sentence, Words words, boolean dark) {
        if (open.isPresent() || !owner.isShowing()) {
            return;
        }
        ButtonType copy = new ButtonType(words.tr("Copy report"), ButtonData.LEFT);
        ButtonType close = new ButtonType(words.tr("Close"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.ERROR, sentence, copy, close);
        alert.initOwner(owner);
        alert.setTitle("Winnow");
        alert.setHeaderText(words.tr("A mistake in Winnow"));
        FontIcon icon = new FontIcon("fth-alert-circle");
        icon.getStyleClass().add("danger-text");
        icon.setIconSize(24);
        alert.setGraphic(icon);
        alert.setOnHidden(event -> open = Optional.empty());
        DialogPane pane = alert.getDialogPane();
        pane.setId("problem-report");
        pane.setMinHeight(Region.USE_PREF_SIZE);
        pane.setPrefWidth(520);
        Button button = (Button) pane.lookupButton(copy);
        button.setId("copy-report");
        button.addEventFilter(javafx.event.ActionEvent.ACTION, event -> {
            event.consume(); // copies and stays open
            Clipboard.getSystemClipboard().setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, text(problem)));
            button.setText(words.tr("Copied"));
        });
        (dark ? Theme.dark() : Theme.light()).apply(pane.getScene());
        if (pane.getScene().getWindow() instanceof Stage stage) {
            stage.setMinWidth(420);
        }
        open = Optional.of(alert);
        alert.show();
    }

    /** What helps to find the mistake: version, Java, system, stack trace. No data of the user. */
    static String text(Throwable problem) {
        String version = Optional.ofNullable(ProblemReport.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace, true));
        return "Winnow " + version + "\nJava " + System.getProperty("java.version") + ", JavaFX "
                + System.getProperty("javafx.version") + "\n" + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\n\n" + trace;
    }
}
