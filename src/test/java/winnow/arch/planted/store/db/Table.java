package winnow.arch.planted.store.db;

/** Stands for the database. */
public final class Table {}
