package winnow.app.service;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An answer as pairs are made of it: light enough to hold a million.
 *
 * @param sampleId number in the workspace
 * @param datasetId its dataset
 * @param record its record
 * @param candidate which answer of the record
 * @param reward what the run gave it
 * @param chars its length in characters
 * @param words equal for answers with the same words
 * @param right whether it comes to the right result; empty where none is known
 */
record PairAnswer(
        long sampleId,
        long datasetId,
        long record,
        int candidate,
        OptionalDouble reward,
        int chars,
        long words,
        Optional<Boolean> right) {}
