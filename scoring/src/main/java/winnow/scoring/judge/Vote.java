package winnow.scoring.judge;

/** What one reply of a judge says of two answers. */
public enum Vote {
    FIRST,
    SECOND,
    TIE,
    /** It says neither; counts for nobody. */
    UNREADABLE
}
