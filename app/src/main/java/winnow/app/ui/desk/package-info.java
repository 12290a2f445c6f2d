/**
 * What every screen is given and what it gives: the open workspace, the ways to ask and to tell the user, and what
 * makes a screen one.
 *
 * <p>No screen is here, so that screens need not know each other.
 */
@NullMarked
package winnow.app.ui.desk;

import org.jspecify.annotations.NullMarked;
