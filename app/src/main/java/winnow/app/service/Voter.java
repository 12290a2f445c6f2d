package winnow.app.service;

import java.util.Locale;

/** What has a say in an agreement: a ranking of the run, another run, or a rule. */
public sealed interface Voter {

    /** A ranking of the run itself, by anything but agreement. */
    record OfRanking(RankingChoice ranking) implements Voter {
        public OfRanking {
            if (ranking instanceof RankingChoice.Agreed) {
                throw new IllegalArgumentException("an agreement has no vote in another one");
            }
        }

        @Override
        public String id() {
            return ranking.id();
        }
    }

    /** The rewards of a run. */
    record OfRun(long run) implements Voter {
        @Override
        public String id() {
            return "run:" + run;
        }
    }

    /** A rule. */
    record OfRule(Rule rule) implements Voter {
        @Override
        public String id() {
            return rule.name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can be said without a model. */
    enum Rule {
        /** The shorter the answer, the worse. */
        SHORT,
        /** The longer the answer, the worse. */
        LONG,
        /** The more markdown, the worse. */
        MARKDOWN
    }

    /** As the command line writes it. */
    String id();

    /**
     * The voter of that name.
     *
     * @throws IllegalArgumentException if there is none; the message names those there are
     */
    static Voter of(String id) {
        for (Rule rule : Rule.values()) {
            if (new OfRule(rule).id().equals(id)) {
                return new OfRule(rule);
            }
        }
        if (id.matches("run:[1-9]\\d{0,17}")) {
            return new OfRun(Long.parseLong(id.substring("run:".length())));
        }
        if (id.equals("raw") || id.equals("adjusted") || id.startsWith("group:")) {
            return new OfRanking(RankingChoice.of(id));
        }
        throw new IllegalArgumentException("must be raw, group:source, group:task, group:length, group:prompt,"
                + " adjusted, run:N, short, long or markdown, was \"" + id + "\"");
    }
}
