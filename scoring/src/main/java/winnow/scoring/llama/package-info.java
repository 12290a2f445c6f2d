/**
 * Llama: text models whose head for sequence classification is a reward (SPEC 14).
 *
 * <p>Reads their configuration and tokeniser; the decoder is {@code winnow.scoring.language}.
 */
@NullMarked
package winnow.scoring.llama;

import org.jspecify.annotations.NullMarked;
