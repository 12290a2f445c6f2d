package winnow.app.service;

import java.util.OptionalDouble;

/** Says which of two answers to one prompt is better. */
@FunctionalInterface
interface PairVerdicts {

    /** Knows of no answers. */
    PairVerdicts NONE = (first, second) -> OptionalDouble.empty();

    /** How much better the first answer is, from -1 to 1; empty where nothing is known. */
    OptionalDouble margin(PairAnswer first, PairAnswer second);
}
