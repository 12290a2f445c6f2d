package winnow.app.ui.measure;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ComboBox;
import org.jspecify.annotations.Nullable;
import winnow.app.ui.part.ChoiceText;
import winnow.scoring.ModelInfo;

/** Boxes to choose from lists that are read again now and then. */
final class ModelBoxes {

    private ModelBoxes() {}

    /** A box of the models there are. */
    static ComboBox<ModelInfo> models(String id, MeasureViewModel model) {
        ComboBox<ModelInfo> box = new ComboBox<>();
        box.setId(id);
        box.setConverter(new ChoiceText<>(ModelInfo::name));
        keep(box, model.models());
        return box;
    }

    /** Fills a box from a list, now and whenever it changes; what was chosen stays where it is still there. */
    static <T> void keep(ComboBox<T> box, ObservableList<T> list) {
        list.addListener((ListChangeListener<T>) change -> fill(box, list));
        fill(box, list);
    }

    private static <T> void fill(ComboBox<T> box, ObservableList<T> list) {
        @Nullable T before = box.getValue();
        box.getItems().setAll(list);
        box.setValue(
                before != null && list.contains(before)
                        ? before
                        : list.stream().findFirst().orElse(null));
    }
}
