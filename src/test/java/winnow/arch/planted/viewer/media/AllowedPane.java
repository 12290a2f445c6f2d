package winnow.arch.planted.viewer.media;

import javafx.beans.property.SimpleStringProperty;
import winnow.arch.planted.store.data.AllowedSample;

/** A pane as it should be. */
public record AllowedPane(AllowedSample sample, SimpleStringProperty title) {}
