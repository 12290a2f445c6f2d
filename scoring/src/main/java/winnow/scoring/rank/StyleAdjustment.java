package winnow.scoring.rank;

/**
 * Takes out of rewards what follows from the length and the markdown of an answer alone: reward models like long and
 * decorated answers. An additive model of two local regressions, fitted in turns (backfitting); the level stays, so
 * that adjusted rewards compare with rewards.
 */
public final class StyleAdjustment {

    private static final int ROUNDS = 3;

    private final double[] adjusted;
    private final Curve length;
    private final Curve markdown;

    private StyleAdjustment(double[] adjusted, Curve length, Curve markdown) {
        this.adjusted = adjusted;
        this.length = length;
        this.markdown = markdown;
    }

    /**
     * Fits and adjusts.
     *
     * @param rewards one or more, all finite
     * @param lengths of the answers, on a scale on which like steps matter alike, such as a logarithm
     * @param markdown of the answers: how much of it is markup
     * @throws IllegalArgumentException if the lists are empty or not of one length
     */
    public static StyleAdjustment fit(double[] rewards, double[] lengths, double[] markdown) {
        int n = rewards.length;
        if (n == 0 || lengths.length != n || markdown.length != n) {
            throw new IllegalArgumentException("One length and one density are needed for each of one or more rewards,"
                    + " were " + n + ", " + lengths.length + " and " + markdown.length);
        }
        Smoother byLength = new Smoother(lengths);
        Smoother byMarkdown = new Smoother(markdown);
        Curve first = byLength.smooth(rewards);
        Curve second = byMarkdown.smooth(without(rewards, lengths, first));
        for (int round = 1; round < ROUNDS; round++) {
            first = byLength.smooth(without(rewards, markdown, second));
            second = byMarkdown.smooth(without(rewards, lengths, first));
        }
        second = second.moved(-mean(second, markdown));
        double level = mean(first, lengths);
        double[] rest = without(without(rewards, lengths, first.moved(-level)), markdown, second);
        return new StyleAdjustment(rest, first, second.moved(level));
    }

    /** What the rewards would be if all answers had the usual length and markdown; in the order of the rewards. */
    public double[] adjusted() {
        return adjusted.clone();
    }

    /** The reward that is usual at a length. */
    public Curve length() {
        return length;
    }

    /** The reward that is usual at a markdown density. */
    public Curve markdown() {
        return markdown;
    }

    private static double[] without(double[] values, double[] places, Curve curve) {
        double[] rest = new double[values.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = values[i] - curve.at(places[i]);
        }
        return rest;
    }

    private static double mean(Curve curve, double[] places) {
        double sum = 0;
        for (double place : places) {
            sum += curve.at(place);
        }
        return sum / places.length;
    }
}
