/**
 * The InternLM2 decoder with PLoRA on picture tokens and a scalar head.
 *
 * <p>Embeddings in, a reward out; knows no prompt and no picture. Used by {@code winnow.scoring.ixc}.
 */
@NullMarked
package winnow.scoring.internlm2;

import org.jspecify.annotations.NullMarked;
