/**
 * The one door between the JavaFX thread and everything slow, and the pane that lists long jobs.
 *
 * <p>Used by the window only; no SQL and no file access here, that is what services are for.
 */
@NullMarked
package winnow.app.ui.job;

import org.jspecify.annotations.NullMarked;
