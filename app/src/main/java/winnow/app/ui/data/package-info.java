/**
 * Bringing files in, and scoring them.
 *
 * <p>Used by the window only; no SQL and no file access here, that is what services are for.
 */
@NullMarked
package winnow.app.ui.data;

import org.jspecify.annotations.NullMarked;
