package winnow.app.service;

import java.util.List;
import java.util.Optional;
import winnow.store.check.CheckKind;

/**
 * What a check without a model came to.
 *
 * @param samples how many were looked at
 * @param findings what was found, in the order of {@link CheckKind}; nothing without a sample
 */
public record CheckReport(long samples, List<Finding> findings) {

    public CheckReport {
        findings = List.copyOf(findings);
    }

    /**
     * Samples with the same fault.
     *
     * @param kind the fault
     * @param sampleIds all of them, rising; of duplicates all but the first
     * @param examples the first few
     */
    public record Finding(CheckKind kind, List<Long> sampleIds, List<Example> examples) {

        public Finding {
            sampleIds = List.copyOf(sampleIds);
            examples = List.copyOf(examples);
        }

        /** How many samples. */
        public int count() {
            return sampleIds.size();
        }
    }

    /**
     * One sample with a fault.
     *
     * @param sample its number in the workspace
     * @param record its place in the file, from 0
     * @param file name of the dataset's file
     * @param excerpt what is wrong with its media, or the start of its answer
     */
    public record Example(long sample, long record, String file, String excerpt) {}

    /** What was found of one kind. */
    public Optional<Finding> of(CheckKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).findFirst();
    }
}
