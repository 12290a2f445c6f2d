package winnow.arch.planted.unmarked;

/** In a package without @NullMarked. */
public final class Unmarked {}
