package winnow.store.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A check of a cut on samples drawn at random and judged blind.
 *
 * @param id random
 * @param run whose rewards
 * @param ranking how samples are ordered, such as {@code group:prompt}
 * @param seed of the draws
 * @param annotator who started it
 * @param startedAt when
 */
public record Audit(UUID id, long run, String ranking, long seed, String annotator, Instant startedAt) {

    public Audit {
        requireNonNull(id, "id");
        requireNonNull(ranking, "ranking");
        requireNonNull(annotator, "annotator");
        requireNonNull(startedAt, "startedAt");
    }

    /** What an annotator says of a sample. */
    public enum Quality {
        GOOD,
        BAD,
        /** Cannot tell. */
        UNKNOWN,
        /** Takes a judgement back. */
        NONE
    }

    /**
     * Where a cut stands in one source.
     *
     * @param value samples with a lower value of the ranking are below
     * @param below how many were below when the cut was made
     * @param ranked how many samples had a reward then
     */
    public record SourceCut(double value, long below, long ranked) {}

    /**
     * Where the cut stands.
     *
     * @param id random
     * @param sources by dataset; datasets that are not named have nothing below
     */
    public record Cut(UUID id, Map<Long, SourceCut> sources) {
        public Cut {
            requireNonNull(id, "id");
            sources = Map.copyOf(new TreeMap<>(sources));
        }
    }

    /**
     * A sample drawn.
     *
     * @param id random
     * @param sampleId number of the sample in the workspace
     * @param repeats the draw that had the same sample before; empty for all but the hidden repeats
     */
    public record Draw(UUID id, long sampleId, Optional<UUID> repeats) {
        public Draw {
            requireNonNull(id, "id");
            requireNonNull(repeats, "repeats");
        }
    }

    /**
     * A draw and what was said of it last.
     *
     * @param draw the draw
     * @param quality {@link Quality#NONE} while nothing stands
     * @param reason why it is bad, where that was said
     */
    public record Judged(Draw draw, Quality quality, Optional<String> reason) {
        public Judged {
            requireNonNull(draw, "draw");
            requireNonNull(quality, "quality");
            requireNonNull(reason, "reason");
        }

        /** Whether something stands. */
        public boolean isJudged() {
            return quality != Quality.NONE;
        }
    }

    /**
     * A cut that was pruned.
     *
     * @param step the step it was, for undo
     * @param cut which cut
     * @param changed samples the step pruned
     * @param standing how many of those are pruned now
     */
    public record Pruned(UUID step, UUID cut, long changed, long standing) {
        public Pruned {
            requireNonNull(step, "step");
            requireNonNull(cut, "cut");
        }
    }
}
