/**
 * What follows from rewards: how far two rankings agree. Arithmetic on numbers; knows no model, no tensor and no
 * database.
 */
@NullMarked
package winnow.scoring.rank;

import org.jspecify.annotations.NullMarked;
