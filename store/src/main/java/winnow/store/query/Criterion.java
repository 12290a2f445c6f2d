package winnow.store.query;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import winnow.store.data.Media;
import winnow.store.data.Verdict;

/** One thing a query asks of a sample. {@link #text()} prints it so that {@link Query#parse} reads it back. */
public sealed interface Criterion {

    /** As the query language writes it. */
    String text();

    /** How numbers are compared. */
    enum Relation {
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        EQUAL("=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        /** As the language and SQL write it. */
        public String sign() {
            return sign;
        }
    }

    /** {@code reward<-1.5}: the reward in the run, compared with a number. */
    record Reward(Relation relation, double value) implements Criterion {
        public Reward {
            requireNonNull(relation, "relation");
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("A reward must be a number, was " + value);
            }
        }

        @Override
        public String text() {
            return "reward" + relation.sign() + value;
        }
    }

    /**
     * {@code reward<p5}: the reward compared with that of the sample at 5 percent of the run, counted from the lowest
     * (nearest rank). {@code reward<=p5} is the lowest twentieth.
     */
    record Percentile(Relation relation, double percent) implements Criterion {
        public Percentile {
            requireNonNull(relation, "relation");
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("A percentile must be p0 to p100, was p" + percent);
            }
        }

        @Override
        public String text() {
            return "reward" + relation.sign() + "p" + percent;
        }
    }

    /** What a kept ranking of a run says of its samples. */
    enum Measure {
        /** How far the reward lies from what is usual in its group, in usual distances. */
        Z,
        /** The reward without what length and markdown of the answer explain. */
        ADJUSTED,
        /** How many voters put the sample into their lowest share. */
        AGREE;

        /** As the language writes it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code z<-3}: what a kept ranking says of the sample, compared with a number. */
    record Measured(Measure measure, Relation relation, double value) implements Criterion {
        public Measured {
            requireNonNull(measure, "measure");
            requireNonNull(relation, "relation");
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "What " + measure.key() + " is compared with must be a number, was " + value);
            }
        }

        @Override
        public String text() {
            return measure.key() + relation.sign() + value;
        }
    }

    /** {@code z<=p5}: the same compared with what the sample at 5 percent of the ranking has, as {@link Percentile}. */
    record MeasuredPercentile(Measure measure, Relation relation, double percent) implements Criterion {
        public MeasuredPercentile {
            requireNonNull(measure, "measure");
            requireNonNull(relation, "relation");
            if (measure == Measure.AGREE) {
                throw new IllegalArgumentException("Agreement is a count and has no percentiles");
            }
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException("A percentile must be p0 to p100, was p" + percent);
            }
        }

        @Override
        public String text() {
            return measure.key() + relation.sign() + "p" + percent;
        }
    }

    /** {@code decided:yes}: whether someone's decision stands. */
    record Decided(boolean yes) implements Criterion {
        @Override
        public String text() {
            return "decided:" + yesOrNo(yes);
        }
    }

    /** {@code verdict:prune}: the current decision; {@code none} for undecided. */
    record VerdictIs(Verdict verdict) implements Criterion {
        public VerdictIs {
            requireNonNull(verdict, "verdict");
        }

        @Override
        public String text() {
            return "verdict:" + verdict.name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code source:train*}: name or number of the dataset; {@code *} stands for anything. */
    record Source(String name) implements Criterion {
        public Source {
            requireText(name);
        }

        @Override
        public String text() {
            return "source:" + Query.quote(name);
        }
    }

    /** {@code media:image}: kind of the first medium; empty for text only. */
    record MediaIs(Optional<Media.Kind> kind) implements Criterion {
        public MediaIs {
            requireNonNull(kind, "kind");
        }

        @Override
        public String text() {
            return "media:" + kind.map(k -> k.name().toLowerCase(Locale.ROOT)).orElse("none");
        }
    }

    /** {@code failed:yes}: whether the run could not score it. */
    record Failed(boolean yes) implements Criterion {
        @Override
        public String text() {
            return "failed:" + yesOrNo(yes);
        }
    }

    /** {@code scored:yes}: whether it has a reward in the run. */
    record Scored(boolean yes) implements Criterion {
        @Override
        public String text() {
            return "scored:" + yesOrNo(yes);
        }
    }

    /** {@code record:3..7}: position in its file, from 0. */
    record RecordNumber(Span span) implements Criterion {
        public RecordNumber {
            requireNonNull(span, "span");
        }

        @Override
        public String text() {
            return "record:" + span;
        }
    }

    /** {@code sample:12}: its number in the workspace. */
    record SampleNumber(Span span) implements Criterion {
        public SampleNumber {
            requireNonNull(span, "span");
        }

        @Override
        public String text() {
            return "sample:" + span;
        }
    }

    /** {@code tokens:1000..}: length of the model's input in the run. */
    record Tokens(Span span) implements Criterion {
        public Tokens {
            requireNonNull(span, "span");
        }

        @Override
        public String text() {
            return "tokens:" + span;
        }
    }

    /** {@code length:10..45}: characters of the judged answer. */
    record Length(Span span) implements Criterion {
        public Length {
            requireNonNull(span, "span");
        }

        @Override
        public String text() {
            return "length:" + span;
        }
    }

    /** {@code annotator:kim}: a decision of this annotator stands. */
    record Annotator(String name) implements Criterion {
        public Annotator {
            requireText(name);
        }

        @Override
        public String text() {
            return "annotator:" + Query.quote(name);
        }
    }

    /** {@code reason:blurry}: the reason of the current decision contains this; case does not matter. */
    record Reason(String within) implements Criterion {
        public Reason {
            requireText(within);
        }

        @Override
        public String text() {
            return "reason:" + Query.quote(within);
        }
    }

    /** {@code tag:later}: someone put this tag on it; {@code *} stands for anything. */
    record Tag(String name) implements Criterion {
        public Tag {
            requireText(name);
        }

        @Override
        public String text() {
            return "tag:" + Query.quote(name);
        }
    }

    /** {@code note~"ask Kim"}: someone's note on it contains this; the case of Latin letters does not matter. */
    record Note(String within) implements Criterion {
        public Note {
            requireText(within);
        }

        @Override
        public String text() {
            return "note~" + Query.quote(within);
        }
    }

    /** {@code answer~"red car"}: the judged answer contains this; the case of Latin letters does not matter. */
    record Answer(String within) implements Criterion {
        public Answer {
            requireText(within);
        }

        @Override
        public String text() {
            return "answer~" + Query.quote(within);
        }
    }

    /** {@code "red car"}: some turn contains this; the case of Latin letters does not matter. */
    record Text(String within) implements Criterion {
        public Text {
            requireText(within);
        }

        @Override
        public String text() {
            return Query.quote(within);
        }
    }

    private static String yesOrNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static void requireText(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to look for between the quotes");
        }
    }
}
