package winnow.scoring.rank;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.hipparchus.linear.RealMatrix;

/**
 * How strong each of several models is, from comparisons of two: the model of Bradley and Terry (1952), "Rank analysis
 * of
 * incomplete block designs", with ties as Davidson (1970), "On extending the Bradley-Terry model to accommodate ties in
 * paired comparison experiments", has them: the first wins in proportion to its strength, the second to its own, and a
 * tie
 * comes in proportion to nu times the geometric mean of both. Strengths are fitted by greatest likelihood; intervals
 * come
 * from the sandwich of White (1982), "Maximum likelihood estimation of misspecified models", so they hold where the
 * model
 * does not fit.
 *
 * <p>"Both bad" says nothing of who is stronger: such comparisons are no ties, are left out of the fit and counted on
 * their own.
 *
 * <p>What differs between two answers beside their models, such as their length, may be told: its effect is fitted
 * along (as in Chiang and others 2024, "Chatbot Arena", section on style), and strengths are what is left.
 *
 * @param strengths logarithms, their mean 0: odds between two are the exponential of the difference
 * @param nu how common ties are; 0 where there is none
 * @param effects of the differences that were told, on the logarithm of the odds, in their order
 * @param covariance of the strengths
 * @param duels what was seen, for each model against each
 */
public record BradleyTerry(
        List<Estimate> strengths,
        double nu,
        List<Estimate> effects,
        List<List<Double>> covariance,
        List<List<Duels>> duels) {

    /** What a comparison came to. */
    public enum Outcome {
        /** The first is better. */
        FIRST,
        /** The second is better. */
        SECOND,
        /** Both are as good. */
        TIE,
        /** Neither is good. */
        BOTH_BAD
    }

    /**
     * A comparison.
     *
     * @param first number of a model, from 0
     * @param second number of another
     * @param outcome what was said
     * @param differences of the first to the second beside their models; as many in every comparison
     */
    public record Comparison(int first, int second, Outcome outcome, List<Double> differences) {

        public Comparison {
            differences = List.copyOf(differences);
        }

        /** One in which nothing but the models is told. */
        public Comparison(int first, int second, Outcome outcome) {
            this(first, second, outcome, List.of());
        }
    }

    /**
     * All comparisons of one model with another, as that one sees them.
     *
     * @param wins it was better
     * @param losses the other was better
     * @param ties both were as good
     * @param bothBad neither was good
     */
    public record Duels(long wins, long losses, long ties, long bothBad) {

        /** Share of wins, ties counting as half, without "both bad"; with Wilson's interval. */
        public Estimate share() {
            double n = wins + losses + (double) ties;
            return Proportion.wilson(n == 0 ? Double.NaN : (wins + ties / 2.0) / n, n);
        }
    }

    public BradleyTerry {
        strengths = List.copyOf(strengths);
        effects = List.copyOf(effects);
        covariance = List.copyOf(covariance);
        duels = List.copyOf(duels);
    }

    /**
     * Fits.
     *
     * @param models how many there are, two or more
     * @throws IllegalArgumentException if a comparison names no two models, or some models cannot be put in relation to
     *     the others, see {@link #isConnected}
     */
    public static BradleyTerry fit(int models, List<Comparison> comparisons) {
        return fit(models, comparisons, DavidsonLikelihood::sandwich);
    }

    /**
     * Fits comparisons of which some go together, such as all on one prompt, whoever made them: intervals come from the
     * sandwich over groups of Liang and Zeger (1986), "Longitudinal data analysis using generalized linear models",
     * with the correction G / (G - 1) for G groups. Where each stands alone, that is the usual sandwich.
     *
     * @param groups comparisons that belong together
     * @throws IllegalArgumentException as {@link #fit(int, List)} says
     */
    public static BradleyTerry fitGroups(int models, List<List<Comparison>> groups) {
        List<Comparison> all = groups.stream().flatMap(List::stream).toList();
        return fit(models, all, (likelihood, found) -> likelihood.sandwich(found, groups));
    }

    private static BradleyTerry fit(
            int models,
            List<Comparison> comparisons,
            BiFunction<DavidsonLikelihood, double[], RealMatrix> covariances) {
        List<List<Duels>> duels = duels(models, comparisons);
        if (models < 2 || !isConnected(duels)) {
            throw new IllegalArgumentException("Some models won or lost every comparison with the others, or have none,"
                    + " so how strong they are cannot be said. Compare them more, or leave them out.");
        }
        DavidsonLikelihood likelihood = DavidsonLikelihood.of(models, comparisons);
        double[] found = likelihood
                .greatest()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Something else that differs between the answers always goes with the same outcome, or with the"
                                + " same models, so its effect cannot be told. Leave the covariates out."));
        RealMatrix covariance = covariances.apply(likelihood, found);
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            estimates.add(Estimate.normal(found[i], Math.sqrt(covariance.getEntry(i, i))));
        }
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            rows.add(Arrays.stream(covariance.getRow(i)).limit(models).boxed().toList());
        }
        int effects = likelihood.firstEffect();
        return new BradleyTerry(
                estimates.subList(0, models),
                likelihood.nu(found),
                estimates.subList(effects, found.length),
                rows,
                duels);
    }

    /**
     * The same with intervals by drawing again from groups of comparisons, such as those on one question; rounds in
     * which strengths cannot be said are left out.
     *
     * @param groups comparisons that belong together
     * @param round called in every round; may throw to stop
     * @throws IllegalArgumentException as {@link #fit(int, List)} says
     */
    public static BradleyTerry fit(int models, List<List<Comparison>> groups, Bootstrap bootstrap, Runnable round) {
        List<Comparison> all = groups.stream().flatMap(List::stream).toList();
        BradleyTerry fit = fit(models, all);
        int effects = fit.effects.size();
        List<Estimate> estimates = bootstrap.all(groups.size(), models + effects, drawn -> {
            round.run();
            List<Comparison> again = new ArrayList<>();
            for (int unit : drawn) {
                again.addAll(groups.get(unit));
            }
            return values(models, effects, again);
        });
        return new BradleyTerry(
                estimates.subList(0, models),
                fit.nu,
                estimates.subList(models, models + effects),
                fit.covariance,
                fit.duels);
    }

    private static double[] values(int models, int effects, List<Comparison> comparisons) {
        double[] values = new double[models + effects];
        Arrays.fill(values, Double.NaN);
        if (!comparisons.isEmpty() && isConnected(duels(models, comparisons))) {
            DavidsonLikelihood likelihood = DavidsonLikelihood.of(models, comparisons);
            likelihood.greatest().ifPresent(found -> {
                System.arraycopy(found, 0, values, 0, models);
                System.arraycopy(found, likelihood.firstEffect(), values, models, effects);
            });
        }
        return values;
    }

    /**
     * The most models whose strengths can be said together: between each two of them a chain of wins or ties leads both
     * ways.
     *
     * @return their numbers, ascending; one alone where no two are so
     */
    public static List<Integer> comparable(List<List<Duels>> duels) {
        boolean[][] beats = new boolean[duels.size()][duels.size()];
        for (int i = 0; i < beats.length; i++) {
            for (int j = 0; j < beats.length; j++) {
                Duels duel = duels.get(i).get(j);
                beats[i][j] = i == j || duel.wins + duel.ties > 0;
            }
        }
        for (int over = 0; over < beats.length; over++) {
            for (boolean[] row : beats) {
                for (int j = 0; row[over] && j < beats.length; j++) {
                    row[j] |= beats[over][j];
                }
            }
        }
        List<Integer> most = List.of();
        for (int i = 0; i < beats.length; i++) {
            List<Integer> both = new ArrayList<>();
            for (int j = 0; j < beats.length; j++) {
                if (beats[i][j] && beats[j][i]) {
                    both.add(j);
                }
            }
            most = both.size() > most.size() ? List.copyOf(both) : most;
        }
        return most;
    }

    /**
     * What was seen of each model against each.
     *
     * @throws IllegalArgumentException if a comparison names no two models
     */
    public static List<List<Duels>> duels(int models, List<Comparison> comparisons) {
        long[][][] counts = new long[models][models][Outcome.values().length];
        for (Comparison each : comparisons) {
            int low = Math.min(each.first, each.second);
            int high = Math.max(each.first, each.second);
            if (low < 0 || high >= models || low == high) {
                throw new IllegalArgumentException("A comparison is of two of " + models + " models, was of "
                        + each.first + " and " + each.second);
            }
            counts[each.first][each.second][column(each.outcome)]++;
        }
        List<List<Duels>> all = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            List<Duels> row = new ArrayList<>();
            for (int j = 0; j < models; j++) {
                long[] one = counts[i][j];
                long[] other = counts[j][i];
                row.add(new Duels(one[0] + other[1], one[1] + other[0], one[2] + other[2], one[3] + other[3]));
            }
            all.add(List.copyOf(row));
        }
        return all;
    }

    private static int column(Outcome outcome) {
        return switch (outcome) {
            case FIRST -> 0;
            case SECOND -> 1;
            case TIE -> 2;
            case BOTH_BAD -> 3;
        };
    }

    /**
     * Whether strengths can be said: from each model a chain of wins or ties leads to each other one (Ford 1957,
     * "Solution of a ranking problem from binary comparisons").
     */
    public static boolean isConnected(List<List<Duels>> duels) {
        return reached(duels, true) == duels.size() && reached(duels, false) == duels.size();
    }

    private static int reached(List<List<Duels>> duels, boolean down) {
        boolean[] seen = new boolean[duels.size()];
        List<Integer> reached = new ArrayList<>(List.of(0));
        seen[0] = true;
        for (int next = 0; next < reached.size(); next++) {
            for (int other = 0; other < seen.length; other++) {
                Duels duel = duels.get(reached.get(next)).get(other);
                if (!seen[other] && (down ? duel.wins : duel.losses) + duel.ties > 0) {
                    seen[other] = true;
                    reached.add(other);
                }
            }
        }
        return reached.size();
    }

    /** By how much one model is stronger than another. */
    public Estimate difference(int first, int second) {
        double variance = covariance.get(first).get(first)
                + covariance.get(second).get(second)
                - 2 * covariance.get(first).get(second);
        return Estimate.normal(
                strengths.get(first).value() - strengths.get(second).value(), Math.sqrt(Math.max(0, variance)));
    }

    /** How probable it is that one model wins against another, 0 to 1. */
    public double win(int first, int second) {
        return DavidsonLikelihood.probabilities(
                strengths.get(first).value() - strengths.get(second).value(), nu)[0];
    }

    /** How probable a tie of two models is, 0 to 1. */
    public double tie(int first, int second) {
        return DavidsonLikelihood.probabilities(
                strengths.get(first).value() - strengths.get(second).value(), nu)[2];
    }
}
