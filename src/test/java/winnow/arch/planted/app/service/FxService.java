package winnow.arch.planted.app.service;

import javafx.beans.property.SimpleStringProperty;

/** A service that knows JavaFX. */
public record FxService(SimpleStringProperty title) {}
