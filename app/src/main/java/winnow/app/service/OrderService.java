package winnow.app.service;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import winnow.app.service.CompareService.Sitting;
import winnow.store.data.Comparison;
import winnow.store.data.Comparison.Choice;
import winnow.store.data.Comparison.Pair;
import winnow.store.data.Comparison.Vote;
import winnow.store.data.StoredSample;
import winnow.store.db.ComparisonTable.Ballot;
import winnow.store.db.Workspace;

/**
 * Puts all answers of a record in order, which is a vote on each two of them. Every call may wait for the disk, so none
 * belongs on the JavaFX thread.
 */
public final class OrderService {

    /**
     * The answers of a record, to be put in order.
     *
     * @param datasetId of the record
     * @param record its place in the dataset
     * @param shuffled its answers, in an order that says nothing: always the same for an annotator, another for others
     * @param judged whether the annotator ever said of two of them which is better, so that what is hidden may have
     *     been shown
     */
    public record Answers(long datasetId, long record, List<StoredSample> shuffled, boolean judged) {

        public Answers {
            shuffled = List.copyOf(shuffled);
        }
    }

    private final Workspace workspace;
    private final CompareService comparing;

    OrderService(Workspace workspace, CompareService comparing) {
        this.workspace = workspace;
        this.comparing = comparing;
    }

    /**
     * The answers to put in order.
     *
     * @throws IllegalArgumentException if the record has not two answers
     */
    public Answers answers(Sitting sitting, long datasetId, long record) {
        Sides sides = new Sides(sitting.seed(), sitting.annotator());
        String sha256 = comparing.dataset(datasetId).sha256();
        List<StoredSample> answers = comparing.answers(datasetId, record);
        return new Answers(
                datasetId,
                record,
                answers.stream()
                        .sorted(Comparator.comparingLong(answer ->
                                sides.place(sha256, record, answer.sample().candidate())))
                        .toList(),
                isJudged(sitting.annotator(), datasetId, record, answers));
    }

    private boolean isJudged(String annotator, long datasetId, long record, List<StoredSample> answers) {
        for (int i = 0; i < answers.size(); i++) {
            for (StoredSample other : answers.subList(i + 1, answers.size())) {
                Pair pair = new Pair(
                        datasetId,
                        record,
                        answers.get(i).sample().candidate(),
                        other.sample().candidate());
                if (workspace.comparisons().history(pair, annotator).stream()
                        .anyMatch(vote -> vote.said().choice().judges())) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Puts all answers of a record in order: a vote on each pair of them, all in one step.
     *
     * @param order the candidates, the best first; those in one list are as good
     * @param blind false when names, label and rewards had been shown before
     * @throws IllegalArgumentException if the order does not name every answer of the record once; the message names
     *     them
     */
    public List<Comparison> rank(
            Sitting sitting, long datasetId, long record, List<List<Integer>> order, boolean blind) {
        List<Integer> known = comparing.answers(datasetId, record).stream()
                .map(answer -> answer.sample().candidate())
                .toList();
        Map<Ballot, Vote> votes = new LinkedHashMap<>();
        new AnswerOrder(known, order).pairs().forEach((better, choice) -> {
            Pair pair = comparing.shuffled(sitting, new Pair(datasetId, record, better.get(0), better.get(1)));
            Choice said = choice == Choice.TIE || pair.a() == better.get(0) ? choice : Choice.B;
            votes.put(
                    new Ballot(
                            pair,
                            sitting.annotator(),
                            sitting.seed(),
                            sitting.order().id()),
                    new Vote(said, Set.of(), Optional.empty(), blind));
        });
        return workspace.comparisons().vote(votes);
    }
}
