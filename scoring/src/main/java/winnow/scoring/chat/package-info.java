/**
 * Asks chat models behind an endpoint that speaks the protocol of OpenAI: what a question looks like, what comes back,
 * and what is tried again. What is asked and why is for others to say.
 *
 * <p>The only package of the module that uses the network.
 */
@NullMarked
package winnow.scoring.chat;

import org.jspecify.annotations.NullMarked;
