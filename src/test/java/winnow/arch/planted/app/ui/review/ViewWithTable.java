package winnow.arch.planted.app.ui.review;

import winnow.arch.planted.store.db.Table;

/** A screen that knows the database. */
public record ViewWithTable(Table table) {}
