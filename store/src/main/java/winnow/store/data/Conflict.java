package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Annotators who differ on a sample or on a pair.
 *
 * @param dataset what people call the dataset
 * @param datasetId its number in the workspace
 * @param record position in the file, from 0
 * @param candidates the answer they differ on, or the two answers, the lower first
 * @param said what each annotator says now
 */
public record Conflict(
        String dataset, long datasetId, long record, List<Integer> candidates, SortedMap<String, String> said) {

    public Conflict {
        requireNonNull(dataset, "dataset");
        candidates = List.copyOf(candidates);
        said = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) said));
    }

    /** Whether they differ on which of two answers is better; else on whether an answer stays. */
    public boolean isOfVotes() {
        return candidates.size() == 2;
    }
}
