package winnow.app.ui.part;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows what is chosen from a list by a text. Nothing is typed into such a list. */
public final class ChoiceText<T> extends StringConverter<T> {

    private final Function<T, String> text;

    /** Shows things by a text; nothing chosen shows none. */
    public ChoiceText(Function<T, String> text) {
        this.text = text;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : text.apply(value);
    }

    @Override
    public T fromString(String written) {
        throw new UnsupportedOperationException("Nothing is typed into a list that is chosen from");
    }
}
