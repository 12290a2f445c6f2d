/**
 * IXC-2.5-Reward: pictures, prompt, vision tower and the model put together.
 *
 * <p>The language model is in {@code winnow.scoring.internlm2}. Used through the provider by services, and directly by
 * who scores conversations that are no samples.
 */
@NullMarked
package winnow.scoring.ixc;

import org.jspecify.annotations.NullMarked;
