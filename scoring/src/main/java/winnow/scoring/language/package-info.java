/**
 * Text models of the Llama and InternLM2 families: their decoder, their inputs, and rewards read from a head.
 *
 * <p>Knows no family's configuration file; {@code winnow.scoring.internlm2} and {@code winnow.scoring.llama} read
 * those.
 */
@NullMarked
package winnow.scoring.language;

import org.jspecify.annotations.NullMarked;
