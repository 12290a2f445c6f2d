package winnow.app.service;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    }

    /** The reward without what length and markdown of the answer alone explain. */
    record Adjusted() implements RankingChoice {
        @Override
        public String id() {
            return "adjusted";
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
    }

    /** As it is written down; {@link #of} reads it again. */
    String id();

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
