/**
 * The pane of settings, which lies over any screen.
 *
 * <p>It changes what is remembered of the user; what follows from that is the window's.
 */
@NullMarked
package winnow.app.ui.settings;

import org.jspecify.annotations.NullMarked;
