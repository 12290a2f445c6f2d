/**
 * How long work reports progress, is asked to stop, and gets its threads.
 *
 * <p>The only package that makes threads. No JavaFX. Everyone may use it.
 */
@NullMarked
package winnow.store.job;

import org.jspecify.annotations.NullMarked;
