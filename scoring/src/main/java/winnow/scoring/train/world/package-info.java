/**
 * The demo world: small pictures and clips with questions, right answers and answers with known faults, made from a
 * seed. Draws with code of its own, so that the same seed gives the same pictures everywhere.
 */
@NullMarked
package winnow.scoring.train.world;

import org.jspecify.annotations.NullMarked;
