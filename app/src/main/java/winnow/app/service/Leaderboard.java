package winnow.app.service;

import java.util.List;
import java.util.Optional;
import winnow.scoring.rank.BradleyTerry.Duels;
import winnow.scoring.rank.Estimate;
import winnow.store.data.ScoringRun;

/**
 * How strong the models are that wrote the answers of pairs and groups.
 *
 * @param from what says which answer is better
 * @param run whose rewards, where they say it
 * @param standings the models, the strongest first; behind them those whose strength cannot be said
 * @param tieRate how common ties are: nu of Davidson, 0 where there is none
 * @param effects of what else differs, per standard deviation, on the logarithm of the odds
 * @param duels what was seen of each model against each, in the order of the standings
 * @param counted what was compared
 */
public record Leaderboard(
        From from,
        Optional<ScoringRun> run,
        List<Standing> standings,
        double tieRate,
        List<Effect> effects,
        List<List<Duels>> duels,
        Counted counted) {

    /** What says which answer is better. */
    public enum From {
        /** Annotators: every vote that stands. */
        VOTES,
        /** The file. */
        LABELS,
        /** The higher reward of a run. */
        REWARD
    }

    /** What else may differ between two answers. */
    public enum Covariate {
        /** The logarithm of the ratio of their lengths in characters. */
        LENGTH,
        /** The same of their marks of markdown, one added to each. */
        STYLE
    }

    /**
     * One model.
     *
     * @param model its name
     * @param wins its answer was better
     * @param losses the other answer was
     * @param ties both were as good
     * @param bothBad neither was good; counts in no strength
     * @param strength the logarithm of odds, mean 0; empty where no chain of wins and ties leads to the others and back
     */
    public record Standing(String model, long wins, long losses, long ties, long bothBad, Optional<Estimate> strength) {

        /** Comparisons that count. */
        public long n() {
            return wins + losses + ties;
        }

        /** Share of wins, ties as half; with Wilson's interval. */
        public Estimate share() {
            return new Duels(wins, losses, ties, bothBad).share();
        }
    }

    /**
     * The effect of what else differs.
     *
     * @param covariate what
     * @param value on the logarithm of the odds, for a difference of one standard deviation
     */
    public record Effect(Covariate covariate, Estimate value) {}

    /**
     * What was compared.
     *
     * @param comparisons all, those with two bad answers among them
     * @param bothBad those
     * @param records from how many records they come
     * @param unnamed records with several answers that do not say which models wrote them
     * @param silent pairs of named answers of which nothing says which is better
     */
    public record Counted(long comparisons, long bothBad, long records, long unnamed, long silent) {}

    public Leaderboard {
        standings = List.copyOf(standings);
        effects = List.copyOf(effects);
        duels = List.copyOf(duels);
    }

    /** Whether nothing was compared. */
    public boolean isEmpty() {
        return standings.isEmpty();
    }
}
