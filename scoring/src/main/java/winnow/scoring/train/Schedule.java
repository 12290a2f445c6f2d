package winnow.scoring.train;

/**
 * The learning rate of every step: up in a line, then down in half a cosine (SPEC 12).
 *
 * @param rate the highest
 * @param steps in all
 * @param warmUp part of them on which it rises, 0 to 1
 */
record Schedule(double rate, long steps, double warmUp) {

    /** The rate of a step, counted from 0. */
    double at(long step) {
        long rising = (long) Math.ceil(steps * warmUp);
        if (step < rising) {
            return rate * step / Math.max(1, rising);
        }
        double progress = (step - rising) / (double) Math.max(1, steps - rising);
        return rate * Math.max(0, 0.5 * (1 + Math.cos(Math.PI * progress)));
    }
}
