/**
 * Weight files: what tensors they hold and where, checked, and writing them.
 *
 * <p>Reads headers only; no tensor library, nothing executed. Used by the architectures.
 */
@NullMarked
package winnow.scoring.weights;

import org.jspecify.annotations.NullMarked;
