package winnow.store.data;

/**
 * A record with several answers, as a queue of comparisons lists it.
 *
 * @param datasetId the dataset
 * @param record position in the file, from 0
 * @param answers how many answers, 2 or more
 * @param votes on how many of its pairs the annotator has voted
 * @param skipped whether the annotator put it off
 */
public record PairGroup(long datasetId, long record, int answers, int votes, boolean skipped) {

    public PairGroup {
        if (answers < 2) {
            throw new IllegalArgumentException("A group has 2 answers or more, was " + answers);
        }
    }
}
