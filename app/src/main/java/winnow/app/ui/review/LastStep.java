package winnow.app.ui.review;

import java.util.Optional;
import winnow.app.service.ReviewService.Step;
import winnow.store.data.Verdict;

/**
 * What was done last, for the status bar.
 *
 * @param sampleId the first sample it changed
 * @param changed how many samples it changed
 * @param verdict what stands now
 * @param reason why, where one was given
 * @param remark whether it changed tags or notes, not verdicts
 * @param taken whether it was an undo
 */
public record LastStep(
        long sampleId, long changed, Verdict verdict, Optional<String> reason, boolean remark, boolean taken) {

    /** A step that changed at least one sample. */
    static LastStep of(Step step, boolean taken) {
        return new LastStep(step.samples().get(0), step.changed(), step.verdict(), step.reason(), step.remark(), taken);
    }
}
