package winnow.app.service;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.store.query.Criterion.Measure;

/** By what samples are put in order, worst first. */
public sealed interface RankingChoice {

    /** The reward as the model gave it. */
    record Raw() implements RankingChoice {
        @Override
        public String id() {
            return "raw";
        }
    }

    /** How far the reward lies below what is usual in its group. */
    record InGroup(Grouping grouping) implements RankingChoice {
        @Override
        public String id() {
            return "group:" + grouping.id();
        }

        @Override
        public Optional<Measure> measure() {
            return Optional.of(Measure.Z);
        }
    }

    /** The reward without what length and markdown of the answer alone explain. */
    record Adjusted() implements RankingChoice {
        @Override
        public String id() {
            return "adjusted";
        }

        @Override
        public Optional<Measure> measure() {
            return Optional.of(Measure.ADJUSTED);
        }
    }

    /**
     * How many voters put the sample into their lowest share.
     *
     * @param voters one or more, no two equal
     * @param share above 0, at most 1
     */
    record Agreed(List<Voter> voters, double share) implements RankingChoice {
        public Agreed {
            voters = List.copyOf(voters);
            if (voters.isEmpty() || voters.stream().distinct().count() < voters.size()) {
                throw new IllegalArgumentException("an agreement needs one or more voters, each once");
            }
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("the share of an agreement is above 0 and at most 1, was " + share);
            }
        }

        @Override
        public String id() {
            return "agreement:" + share + ":" + voters.stream().map(Voter::id).collect(Collectors.joining(","));
        }

        @Override
        public Optional<Measure> measure() {
            return Optional.of(Measure.AGREE);
        }

        @Override
        public List<Long> runs() {
            return voters.stream()
                    .filter(Voter.OfRun.class::isInstance)
                    .map(voter -> ((Voter.OfRun) voter).run())
                    .toList();
        }
    }

    /** As it is written down; {@link #of} reads it again. */
    String id();

    /** What queries call it; empty for the raw reward, which they know by itself. */
    default Optional<Measure> measure() {
        return Optional.empty();
    }

    /** Other runs it takes into account. */
    default List<Long> runs() {
        return List.of();
    }

    /** The word of the query language for what samples are ranked by. */
    default String key() {
        return measure().map(Measure::key).orElse("reward");
    }

    /**
     * Reads a ranking.
     *
     * @throws IllegalArgumentException if it is not understood; the message names the bad part
     */
    static RankingChoice of(String id) {
        if (id.equals("raw")) {
            return new Raw();
        } else if (id.equals("adjusted")) {
            return new Adjusted();
        } else if (id.startsWith("group:")) {
            return new InGroup(Grouping.of(id.substring("group:".length())));
        }
        String[] parts = id.split(":", 3);
        if (parts.length == 3 && parts[0].equals("agreement") && parts[1].matches("[01]?\\.?\\d{1,17}")) {
            return new Agreed(Stream.of(parts[2].split(",", -1)).map(Voter::of).toList(), Double.parseDouble(parts[1]));
        }
        throw new IllegalArgumentException("must be raw, group:source, group:task, group:length, group:prompt, adjusted"
                + " or agreement:SHARE:VOTERS, was \"" + id + "\"");
    }
}
