/**
 * The one list of commands that buttons, hints, tooltips, keys and the overlay of keys read.
 *
 * <p>What the commands do is not here: the frame and the screens bring their actions.
 */
@NullMarked
package winnow.app.ui.command;

import org.jspecify.annotations.NullMarked;
