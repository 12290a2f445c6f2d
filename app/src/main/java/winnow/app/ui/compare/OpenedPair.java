package winnow.app.ui.compare;

import java.util.List;
import java.util.Optional;
import winnow.app.service.CompareService;
import winnow.app.service.CompareService.Hidden;
import winnow.app.service.CompareService.Question;
import winnow.app.service.CompareService.Sitting;
import winnow.app.service.ReviewService.Detail;
import winnow.store.data.PairGroup;

/**
 * A pair and what is kept back of it until the vote.
 *
 * @param question the pair
 * @param hidden names, label, rewards, and what others said
 */
record OpenedPair(Question question, Hidden hidden) {

    /** Reads what is hidden of a pair. */
    static OpenedPair of(CompareService comparing, Sitting sitting, Question question) {
        return new OpenedPair(question, comparing.hidden(sitting, question));
    }

    /** Its first answer as a sample on show, of which nothing is told but the picture. */
    Detail detail() {
        return new Detail(
                question.a(),
                question.dataset(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Whether it is of this record. */
    boolean isOf(PairGroup group) {
        return question.pair().datasetId() == group.datasetId()
                && question.pair().record() == group.record();
    }
}
