/**
 * The window: its frame, what lies over every screen, and the list of commands.
 *
 * <p>One package a screen, always a view and a view model. View models know no control; views call no service. Only
 * the program's start may use this.
 */
@NullMarked
package winnow.app.ui;

import org.jspecify.annotations.NullMarked;
