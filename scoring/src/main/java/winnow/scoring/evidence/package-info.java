/**
 * Why a model gives the reward it gives: the same answer read piece by piece, without its pictures, without each of its
 * sentences.
 *
 * <p>Works with every reward model through its interface. Sees data and media, never the database or a screen.
 */
@NullMarked
package winnow.scoring.evidence;

import org.jspecify.annotations.NullMarked;
