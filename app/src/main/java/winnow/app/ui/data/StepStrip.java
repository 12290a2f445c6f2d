package winnow.app.ui.data;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import winnow.viewer.text.Words;

/** The way of data into the workspace: files, layout, import, check. What is done has a check mark. */
final class StepStrip extends HBox {

    private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");

    private final Words words;
    private final List<BooleanBinding> done; // kept here: what they depend on holds them only weakly
    private final List<Label> steps = new ArrayList<>();

    StepStrip(DataViewModel model, Words words) {
        super(12);
        this.words = words;
        setId("steps");
        getStyleClass().add("step-strip");
        setAlignment(Pos.CENTER_LEFT);
        ImportViewModel imports = model.imports();
        BooleanBinding chosen = Bindings.isNotEmpty(imports.drafts());
        BooleanBinding in = Bindings.isNotEmpty(model.datasets()).and(chosen.not());
        BooleanBinding known = Bindings.createBooleanBinding(
                () -> imports.drafts().stream().allMatch(draft -> draft.format().isPresent()), imports.drafts());
        BooleanBinding files = chosen.or(in);
        this.done = List.of(
                files,
                files.and(known),
                in,
                in.and(model.ledger().reportProperty().isNotNull()));
        List<String> names = List.of(words.tr("Files"), words.tr("Layout"), words.tr("Import"), words.tr("Checks"));
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                Region line = new Region();
                line.getStyleClass().add("step-line");
                getChildren().add(line);
            }
            steps.add(step(names.get(i)));
        }
        done.forEach(each -> each.addListener((property, was, now) -> show()));
        show();
    }

    private Label step(String name) {
        Label mark = new Label();
        mark.getStyleClass().add("step-number");
        Label step = new Label(name, mark);
        step.getStyleClass().add("step");
        step.setMinWidth(USE_PREF_SIZE);
        getChildren().add(step);
        return step;
    }

    private void show() {
        boolean before = true;
        for (int i = 0; i < steps.size(); i++) {
            boolean over = done.get(i).get();
            Label step = steps.get(i);
            Label mark = (Label) step.getGraphic();
            mark.setText(over ? "" : String.valueOf(i + 1));
            mark.setGraphic(over ? new FontIcon("fth-check") : null);
            mark.getStyleClass().remove("over");
            if (over) {
                mark.getStyleClass().add("over");
            }
            step.pseudoClassStateChanged(NOW, !over && before);
            step.setAccessibleText(over ? words.tr("{0}, done", step.getText()) : step.getText());
            before = over;
        }
    }
}
