package winnow.app.service;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import winnow.store.data.Measurement;

/**
 * What finds faults that were planted into a copy of a dataset, as it is kept in the workspace.
 *
 * @param measurement what was planted, into what, for which model, and when
 * @param dataset name of the one that was copied
 * @param truth the model's ranking and those that cost nothing, by name
 * @param missed what each ranking missed, lowest first
 */
public record PlantReport(
        Measurement measurement, String dataset, TruthReport truth, Map<String, List<Missed>> missed) {

    /**
     * A fault that does not stand among as many of the lowest as were planted.
     *
     * @param record of the dataset, into a copy of which it was planted
     * @param kind of fault
     * @param place in the ranking, 1 for the lowest
     * @param answer how the answer of the copy begins, with the fault
     */
    public record Missed(long record, String kind, long place, String answer) {}

    public PlantReport {
        requireNonNull(measurement, "measurement");
        requireNonNull(dataset, "dataset");
        requireNonNull(truth, "truth");
        missed = Map.copyOf(missed);
    }
}
