package winnow.app.ui.review;

/**
 * Ways from the review screen to the step before or after.
 *
 * @param toData opens the data screen
 * @param toExport opens the export screen
 * @param clearSearch searches for nothing, so that everything is found
 */
public record ReviewWays(Runnable toData, Runnable toExport, Runnable clearSearch) {}
