package winnow.app.ui.review;

import java.util.List;
import java.util.Optional;
import winnow.app.service.ReviewService.Step;
import winnow.store.data.Comparison;
import winnow.store.data.Verdict;

/**
 * What was done last, for the status bar.
 *
 * @param sampleId the first sample it changed
 * @param changed how many samples it changed
 * @param verdict what stands now
 * @param reason why, where one was given
 * @param remark whether it changed tags or notes, not verdicts
 * @param vote what is said of a pair now, where it was a vote, which changes no sample
 * @param taken whether it was an undo
 */
public record LastStep(
        long sampleId,
        long changed,
        Verdict verdict,
        Optional<String> reason,
        boolean remark,
        Optional<Comparison> vote,
        boolean taken) {

    /** A step that changed at least one sample, or was a vote. */
    public static LastStep of(Step step, boolean taken) {
        long first = step.samples().isEmpty() ? -1 : step.samples().get(0);
        return new LastStep(first, step.changed(), step.verdict(), step.reason(), step.remark(), step.vote(), taken);
    }

    /** A vote. */
    public static LastStep of(Comparison vote, boolean taken) {
        return new LastStep(-1, 1, Verdict.NONE, Optional.empty(), false, Optional.of(vote), taken);
    }

    /** Votes on all pairs of a record. */
    public static LastStep of(List<Comparison> votes) {
        return new LastStep(-1, votes.size(), Verdict.NONE, Optional.empty(), false, Optional.of(votes.get(0)), false);
    }
}
