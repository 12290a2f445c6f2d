package winnow.app.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.store.data.Dataset;

/**
 * What asking for answers came to.
 *
 * @param prompts how many are asked
 * @param skipped why others are not, and how many
 * @param asked answers that came in this call
 * @param known answers that were there before
 * @param missing answers that are not there now
 * @param cut answers that were cut off for their length
 * @param cost what this call asked for, or, where nothing is asked yet, what is missing would
 * @param failures the first prompts that were not answered, with the reason
 * @param stopped why no more was asked, where key, model or address are wrong or nobody answers
 * @param datasets the candidates in the workspace; none while answers are missing, unless that was asked for
 */
public record CandidateReport(
        long prompts,
        Map<String, Long> skipped,
        long asked,
        long known,
        long missing,
        long cut,
        Cost cost,
        List<Failure> failures,
        Optional<String> stopped,
        List<Dataset> datasets) {

    /**
     * Tokens.
     *
     * @param tokensIn of questions
     * @param tokensOut of answers
     * @param estimated questions whose tokens the endpoint did not count: they are estimated from the characters
     */
    public record Cost(long tokensIn, long tokensOut, long estimated) {

        /** Price at so much for a million tokens each way. */
        public double price(double in, double out) {
            return (tokensIn * in + tokensOut * out) / 1e6;
        }
    }

    /**
     * A prompt that was not answered.
     *
     * @param datasetId its dataset
     * @param record its record
     * @param reason one sentence
     */
    public record Failure(long datasetId, long record, String reason) {}

    public CandidateReport {
        skipped = Map.copyOf(skipped);
        failures = List.copyOf(failures);
        datasets = List.copyOf(datasets);
    }
}
