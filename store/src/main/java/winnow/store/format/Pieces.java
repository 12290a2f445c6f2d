package winnow.store.format;

/** Told by a splitter what it cut out of a file, in file order. */
interface Pieces {

    /**
     * One record, whatever it is worth.
     *
     * @param line where it starts, from 1
     * @param text its bytes; used for the next record as soon as this returns
     */
    void record(long line, RecordText text);

    /**
     * The file itself is damaged, so that a record cannot be told from the next.
     *
     * @param reason one sentence in the user's words
     * @param text what was there
     */
    void damage(long line, String reason, RecordText text);
}
