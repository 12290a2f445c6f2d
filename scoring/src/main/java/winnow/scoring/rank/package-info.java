/**
 * What follows from rewards: orders by raw, group-relative and adjusted reward, agreement, how well an order finds what
 * is known to be bad, and what a random sample proves about a cut. Arithmetic on numbers; knows no model, no tensor and
 * no database.
 */
@NullMarked
package winnow.scoring.rank;

import org.jspecify.annotations.NullMarked;
