package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * Who found which of two answers of a record better, when and why. Only ever added, never edited: the current vote of
 * an annotator on a pair is the one with the greatest (time, id), so that merging two workspaces is a union of rows.
 *
 * @param id random
 * @param undoes the vote this one takes back; empty for a vote of its own
 * @param pair the two answers, and the sides they stood on
 * @param annotator who voted
 * @param said what was said
 * @param seed of the sides
 * @param queue why the pair was asked
 * @param votedAt when, UTC, microseconds
 */
public record Comparison(
        UUID id,
        Optional<UUID> undoes,
        Pair pair,
        String annotator,
        Vote said,
        long seed,
        String queue,
        Instant votedAt) {

    /** The queue of pairs that are asked about a second time: such a vote says how steady the annotator is, no more. */
    public static final String REPEAT = "repeat";

    /** Which answer is better, by the side it stood on. */
    public enum Choice {
        A_MUCH(OptionalInt.of(2)),
        A(OptionalInt.of(1)),
        TIE(OptionalInt.of(0)),
        B(OptionalInt.of(-1)),
        B_MUCH(OptionalInt.of(-2)),
        BOTH_BAD(OptionalInt.empty()),
        /** Not now: the pair comes back. */
        SKIP(OptionalInt.empty()),
        /** Something is wrong with the pair: it does not come back. */
        FLAG(OptionalInt.empty()),
        /** An earlier vote was taken back. */
        NONE(OptionalInt.empty());

        private final OptionalInt towardsA;

        Choice(OptionalInt towardsA) {
            this.towardsA = towardsA;
        }

        /** How much better A is: 2, 1, 0, -1 or -2; 0 also where nothing is said of it. */
        public int towardsA() {
            return towardsA.orElse(0);
        }

        /** Whether it puts the answers in order, a tie among that. */
        public boolean ranks() {
            return towardsA.isPresent();
        }

        /** Whether it says something of the answers. */
        public boolean judges() {
            return ranks() || this == BOTH_BAD;
        }
    }

    /** In what an answer is better. */
    public enum Dimension {
        /** True to the picture or video. */
        FAITHFUL,
        CORRECT,
        HELPFUL,
        SAFE,
        STYLE
    }

    /**
     * Two answers of one record.
     *
     * @param datasetId the dataset
     * @param record position of the record in its file, from 0
     * @param a candidate on side A
     * @param b candidate on side B
     */
    public record Pair(long datasetId, long record, int a, int b) {
        public Pair {
            if (a == b || a < 0 || b < 0) {
                throw new IllegalArgumentException("A pair has two different answers, was " + a + " and " + b);
            }
        }

        /** The lower candidate. */
        public int low() {
            return Math.min(a, b);
        }

        /** The higher candidate. */
        public int high() {
            return Math.max(a, b);
        }
    }

    /**
     * What an annotator says of a pair.
     *
     * @param choice which answer is better
     * @param reasons in what; may be empty
     * @param note what was written beside it
     * @param blind false when names, label and rewards had been shown before
     */
    public record Vote(Choice choice, Set<Dimension> reasons, Optional<String> note, boolean blind) {
        public Vote {
            requireNonNull(choice, "choice");
            requireNonNull(note, "note");
            EnumSet<Dimension> ordered = EnumSet.noneOf(Dimension.class);
            ordered.addAll(reasons);
            reasons = Collections.unmodifiableSet(ordered);
        }

        /** A blind vote and nothing beside it. */
        public static Vote of(Choice choice) {
            return new Vote(choice, Set.of(), Optional.empty(), true);
        }
    }

    public Comparison {
        requireNonNull(id, "id");
        requireNonNull(undoes, "undoes");
        requireNonNull(pair, "pair");
        requireNonNull(annotator, "annotator");
        requireNonNull(said, "said");
        requireNonNull(queue, "queue");
        requireNonNull(votedAt, "votedAt");
    }

    /** Whether the pair was asked about a second time. */
    public boolean isRepeat() {
        return queue.equals(REPEAT);
    }

    /** How much better the lower candidate is: 2, 1, 0, -1 or -2; 0 also where nothing is said of it. */
    public int towardsLow() {
        int towardsA = said.choice().towardsA();
        return pair.a() < pair.b() ? towardsA : -towardsA;
    }
}
