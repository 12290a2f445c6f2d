package winnow.scoring;

import java.util.Locale;

/** What a model can judge. */
public enum Modality {
    TEXT,
    IMAGE,
    VIDEO;

    /** The name files and the command line use, such as {@code image}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
