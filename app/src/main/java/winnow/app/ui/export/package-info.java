/**
 * What goes out, what stays behind, and why.
 *
 * <p>Used by the window only; no SQL and no file access here, that is what services are for.
 */
@NullMarked
package winnow.app.ui.export;

import org.jspecify.annotations.NullMarked;
