/**
 * What is shown while no workspace is open.
 *
 * <p>Used by the window only; no SQL and no file access here, that is what services are for.
 */
@NullMarked
package winnow.app.ui.welcome;

import org.jspecify.annotations.NullMarked;
