/**
 * Training of reward models: pairs, their mixing, the loop, checkpoints and figures. The tensors belong to
 * {@code winnow.scoring.ixc} and {@code winnow.scoring.torch}; files of data sets are read by who calls.
 */
@NullMarked
package winnow.scoring.train;

import org.jspecify.annotations.NullMarked;
