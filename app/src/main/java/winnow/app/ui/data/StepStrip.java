package winnow.app.ui.data;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
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

    StepStrip(DataViewModel model, Words words) {
        super(12);
        this.words = words;
        setId("steps");
        getStyleClass().add("step-strip");
        setAlignment(Pos.CENTER_LEFT);
        ImportViewModel imports = model.imports();
        BooleanBinding chosen = Bindings.isNotEmpty(imports.drafts());
        BooleanBinding in = Bindings.isNotEmpty(model.datasets()).and(chosen.not());
        BooleanBinding files = chosen.or(in);
        BooleanBinding known = Bindings.createBooleanBinding(
                () -> imports.drafts().stream().allMatch(draft -> draft.format().isPresent()), imports.drafts());
        BooleanBinding layout = files.and(known);
        BooleanBinding checked = in.and(model.ledger().reportProperty().isNotNull());
        List<ObservableBooleanValue> done = List.of(files, layout, in, checked);
        List<String> names = List.of(words.tr("Files"), words.tr("Layout"), words.tr("Import"), words.tr("Check"));
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                Region line = new Region();
                line.getStyleClass().add("step-line");
                getChildren().add(line);
            }
            BooleanBinding before = i == 0
                    ? Bindings.createBooleanBinding(() -> true)
                    : Bindings.createBooleanBinding(done.get(i - 1)::get, done.get(i - 1));
            getChildren().add(step(i + 1, names.get(i), done.get(i), before));
        }
    }

    private Label step(int number, String name, ObservableBooleanValue done, BooleanBinding before) {
        Label mark = new Label();
        mark.getStyleClass().add("step-number");
        Label step = new Label(name, mark);
        step.getStyleClass().add("step");
        step.setMinWidth(USE_PREF_SIZE);
        Runnable show = () -> {
            boolean over = done.get();
            mark.setText(over ? "" : String.valueOf(number));
            mark.setGraphic(over ? new FontIcon("fth-check") : null);
            mark.getStyleClass().removeAll("over");
            if (over) {
                mark.getStyleClass().add("over");
            }
            step.pseudoClassStateChanged(NOW, !over && before.get());
            step.setAccessibleText(over ? words.tr("{0}, done", name) : name);
        };
        done.addListener((property, was, now) -> show.run());
        before.addListener((property, was, now) -> show.run());
        show.run();
        return step;
    }
}
