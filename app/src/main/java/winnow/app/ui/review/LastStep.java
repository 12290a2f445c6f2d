package winnow.app.ui.review;

import java.util.Optional;
import winnow.store.data.Verdict;

/**
 * What was decided last, for the status bar.
 *
 * @param sampleId the first sample it changed
 * @param changed how many samples it changed
 * @param verdict what stands now
 * @param reason why, where one was given
 * @param taken whether it was an undo
 */
public record LastStep(long sampleId, long changed, Verdict verdict, Optional<String> reason, boolean taken) {}
