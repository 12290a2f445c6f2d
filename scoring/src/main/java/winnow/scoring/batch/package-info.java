/**
 * What inputs have in common, and how they are computed together (SPEC 17): common beginnings once, nothing padded,
 * as much at a time as memory allows. Arithmetic on numbers, no tensors; any model with a causal decoder may use it.
 */
@NullMarked
package winnow.scoring.batch;

import org.jspecify.annotations.NullMarked;
