/**
 * Tokenisers: from text to the ids a model knows.
 *
 * <p>No prompts and no tensors. Used by the architectures.
 */
@NullMarked
package winnow.scoring.text;

import org.jspecify.annotations.NullMarked;
