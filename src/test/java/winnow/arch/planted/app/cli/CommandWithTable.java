package winnow.arch.planted.app.cli;

import winnow.arch.planted.store.db.Table;

/** A command that knows the database. */
public record CommandWithTable(Table table) {}
