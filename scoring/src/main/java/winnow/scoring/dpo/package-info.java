/**
 * The reward that a model trained with DPO implies: how much likelier it made an answer than the model it came from.
 *
 * <p>Reads {@code dpo.json}; the decoders are those of {@code winnow.scoring.language}.
 */
@NullMarked
package winnow.scoring.dpo;

import org.jspecify.annotations.NullMarked;
