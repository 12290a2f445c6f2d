package winnow.app.service;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.scoring.rank.CohenKappa;
import winnow.scoring.rank.Estimate;
import winnow.scoring.rank.OrderEffect;
import winnow.scoring.rank.Proportion;
import winnow.store.data.Comparison.Dimension;
import winnow.store.data.Dataset;
import winnow.store.data.ScoringRun;

/**
 * How far annotators, a model and the labels of files agree.
 *
 * @param run whose rewards stand for the model; empty before the first run
 * @param all over all datasets asked for
 * @param sources each of them that has something to compare, in order of import
 * @param dimensions annotators against each other on the pairs on which they named the same dimension as a reason
 * @param people each annotator who voted, by name
 */
public record AgreementReport(
        Optional<ScoringRun> run,
        Figures all,
        List<Source> sources,
        Map<Dimension, BetweenAnnotators> dimensions,
        List<Person> people) {

    public AgreementReport {
        sources = List.copyOf(sources);
        dimensions = Collections.unmodifiableMap(new EnumMap<>(dimensions));
        people = List.copyOf(people);
    }

    /** How often annotators said the same when they were asked a second time; NaN where nobody was. */
    public Estimate steady() {
        return Person.steady(
                people.stream().mapToLong(Person::same).sum(),
                people.stream().mapToLong(Person::repeated).sum());
    }

    /**
     * One annotator.
     *
     * @param name who
     * @param votes those that stand and judge the answers
     * @param medianSeconds from one vote to the next, breaks of five minutes and more left out; NaN with less than two
     * @param order whether the side an answer stood on decided
     * @param repeated pairs that were asked about twice
     * @param same of them, those on which the same was said
     * @param model against the higher reward, beyond chance; NaN where there is none
     */
    public record Person(
            String name,
            long votes,
            double medianSeconds,
            OrderEffect order,
            long repeated,
            long same,
            CohenKappa model) {

        /** How often the same was said both times, with Wilson's interval; NaN where nothing was asked twice. */
        public Estimate steady() {
            return steady(same, repeated);
        }

        private static Estimate steady(long same, long repeated) {
            return repeated == 0
                    ? new Estimate(Double.NaN, Double.NaN, Double.NaN)
                    : Proportion.wilson((double) same / repeated, (double) repeated);
        }
    }

    /**
     * One dataset.
     *
     * @param dataset which
     * @param figures over what came with it
     */
    public record Source(Dataset dataset, Figures figures) {}

    /**
     * Everything that is compared.
     *
     * @param model votes against the rewards
     * @param label rewards against what files call better
     * @param votes annotators against each other on pairs
     * @param verdicts annotators against each other on samples
     * @param order whether the side an answer stood on decided
     */
    public record Figures(
            AgainstModel model,
            AgainstLabel label,
            BetweenAnnotators votes,
            BetweenAnnotators verdicts,
            OrderEffect order) {

        /** Whether there is nothing to compare at all. */
        public boolean isEmpty() {
            return model.votes() == 0 && label.scored().of() == 0 && votes.things() == 0 && verdicts.things() == 0;
        }

        /** Annotators against each other: on pairs, or on samples where no pair has two votes. */
        public BetweenAnnotators annotators() {
            return votes.things() == 0 ? verdicts : votes;
        }
    }

    /**
     * Votes of annotators against the rewards of a run.
     *
     * @param votes all that judge a pair
     * @param ties those that found both answers as good
     * @param bothBad those that found both bad
     * @param unscored those for one answer where a reward is missing
     * @param decided the rest, and how many are for the answer with the higher reward
     * @param seen of the decided ones, those made after the rewards had been shown
     * @param pairs on how many pairs the decided ones are
     */
    public record AgainstModel(
            long votes, long ties, long bothBad, long unscored, Hits decided, long seen, long pairs) {

        /** Right ones among the decided; Wilson's interval, in which all votes on one pair count as one. */
        public Estimate accuracy() {
            return decided.share(pairs);
        }
    }

    /**
     * Rewards of a run against what files call better.
     *
     * @param pairs all of which a file says which answer is better
     * @param scored those with both rewards, and how many have the higher one for the better answer
     */
    public record AgainstLabel(long pairs, Hits scored) {

        /** Right ones among the scored, with Wilson's interval. */
        public Estimate accuracy() {
            return scored.share(scored.of());
        }
    }

    /**
     * How often the higher reward was right.
     *
     * @param right how often
     * @param equal how often there was no higher one, which is not right
     * @param of how often in all
     */
    public record Hits(long right, long equal, long of) {

        Estimate share(long independent) {
            return of == 0
                    ? new Estimate(Double.NaN, Double.NaN, Double.NaN)
                    : Proportion.wilson((double) right / of, (double) independent);
        }
    }
}
