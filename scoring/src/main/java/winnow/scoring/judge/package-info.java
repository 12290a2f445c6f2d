/**
 * A judge: a chat model behind an endpoint that speaks the protocol of OpenAI, asked for a score or a verdict.
 *
 * <p>Uses the network only for a folder with {@code judge.json}.
 */
@NullMarked
package winnow.scoring.judge;

import org.jspecify.annotations.NullMarked;
