package winnow.app.service;

/**
 * A preference pair that is being made.
 *
 * @param prompt which prompt
 * @param chosen the better answer
 * @param rejected the worse answer
 * @param margin how much better; 0 where nothing measures it
 */
record BuiltPair(int prompt, PairAnswer chosen, PairAnswer rejected, double margin) {

    /** Characters that the chosen answer is longer. */
    int longer() {
        return chosen.chars() - rejected.chars();
    }

    /** Length of the chosen answer over that of the rejected one; an empty answer counts as one character. */
    double lengthRatio() {
        return (double) Math.max(1, chosen.chars()) / Math.max(1, rejected.chars());
    }
}
