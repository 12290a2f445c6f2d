/**
 * The queue, one sample with its picture, and the decision on it.
 *
 * <p>Used by the window only; no SQL and no file access here, that is what services are for.
 */
@NullMarked
package winnow.app.ui.review;

import org.jspecify.annotations.NullMarked;
