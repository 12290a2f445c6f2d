/** Planted violations and what is allowed. */
@NullMarked
package winnow.arch.planted.store.media;

import org.jspecify.annotations.NullMarked;
