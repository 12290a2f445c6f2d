package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A record with all its answers and what is known about them, as an export reads it.
 *
 * @param record position in the dataset file, from 0
 * @param line line of the file on which it starts, from 1
 * @param raw the record as it stood in the file
 * @param kept whether it stays
 * @param candidates one conversation an answer, the better before the worse where the file says which is; a single one
 *     that ends with a question where the record is not answered
 * @param preference which of two answers is better, as annotators and a model have it; empty where nobody asked
 */
public record WholeRecord(
        long record, long line, String raw, boolean kept, List<Candidate> candidates, Optional<Preference> preference) {

    /** A record of which nobody asked which answer is better. */
    public WholeRecord(long record, long line, String raw, boolean kept, List<Candidate> candidates) {
        this(record, line, raw, kept, candidates, Optional.empty());
    }

    /**
     * Which of two answers is better, as annotators and a model have it.
     *
     * @param votes that stand and judge the answers, by annotator
     * @param margin reward of the first answer less that of the second, where both have one
     * @param probability that the first is better, as the calibration of the run has it
     */
    public record Preference(List<Spoken> votes, OptionalDouble margin, OptionalDouble probability) {

        public Preference {
            votes = List.copyOf(votes);
        }

        /** How many votes are for an answer: the first or the second. */
        public long votesFor(boolean first) {
            return votes.stream()
                    .filter(vote -> first ? vote.towardsFirst() > 0 : vote.towardsFirst() < 0)
                    .count();
        }

        /** How many votes call both answers bad, or, otherwise, as good. */
        public long votesForNone(boolean bothBad) {
            return votes.stream()
                    .filter(vote -> vote.towardsFirst() == 0 && vote.bothBad() == bothBad)
                    .count();
        }
    }

    /**
     * A vote on two answers.
     *
     * @param annotator who voted
     * @param towardsFirst how much better the first is: 2, 1, 0, -1 or -2
     * @param bothBad whether both are bad
     * @param blind false when rewards had been shown before
     */
    public record Spoken(String annotator, int towardsFirst, boolean bothBad, boolean blind) {

        /** As files have it. */
        public String choice() {
            return switch (towardsFirst) {
                case 2 -> "first_much";
                case 1 -> "first";
                case -1 -> "second";
                case -2 -> "second_much";
                default -> bothBad ? "both_bad" : "tie";
            };
        }
    }

    /**
     * One conversation of a record.
     *
     * @param sampleId number of the sample in the workspace; empty where there is no answer
     * @param number which answer of the record, from 0
     * @param turns what was said, oldest first
     * @param media what is shown, in the order the text refers to it
     * @param judged what is known about the answer
     */
    public record Candidate(OptionalLong sampleId, int number, List<Turn> turns, List<Media> media, Judged judged) {

        public Candidate {
            requireNonNull(sampleId, "sampleId");
            requireNonNull(judged, "judged");
            turns = List.copyOf(turns);
            media = List.copyOf(media);
        }

        /** Whether it ends with an answer. */
        public boolean answered() {
            return !turns.isEmpty() && turns.get(turns.size() - 1).role() == Role.ASSISTANT;
        }
    }

    /**
     * What a run and annotators said of an answer.
     *
     * @param reward in the run, where there is one
     * @param tokens length of the model's input
     * @param failure why there is no reward
     * @param verdict the current decision
     * @param reason given with the decision
     * @param note written with the decision
     * @param annotator who decided
     * @param decidedAt when, as text
     */
    public record Judged(
            OptionalDouble reward,
            OptionalInt tokens,
            Optional<String> failure,
            Optional<String> verdict,
            Optional<String> reason,
            Optional<String> note,
            Optional<String> annotator,
            Optional<String> decidedAt) {

        /** Nobody said anything. */
        public static final Judged NOT = new Judged(
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public WholeRecord {
        requireNonNull(raw, "raw");
        requireNonNull(preference, "preference");
        candidates = List.copyOf(candidates);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("Record " + record + " holds no conversation");
        }
    }

    /** Whether it holds an answer. */
    public boolean answered() {
        return candidates.get(0).answered();
    }
}
