/**
 * Reward benchmarks: what their saved results look like, and the tables that follow from them (SPEC 13). Reads files of
 * results and does arithmetic; knows no model and no data set.
 */
@NullMarked
package winnow.scoring.benchmark;

import org.jspecify.annotations.NullMarked;
