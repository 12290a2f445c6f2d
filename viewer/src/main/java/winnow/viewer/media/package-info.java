/**
 * Pictures on the screen. Decoding is in {@code winnow.store.media}; what is shown here is exactly what was decoded
 * there for the model. For {@code winnow.app.ui}.
 */
@NullMarked
package winnow.viewer.media;

import org.jspecify.annotations.NullMarked;
