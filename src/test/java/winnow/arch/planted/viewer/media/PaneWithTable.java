package winnow.arch.planted.viewer.media;

import winnow.arch.planted.store.db.Table;

/** A pane that knows the database. */
public record PaneWithTable(Table table) {}
