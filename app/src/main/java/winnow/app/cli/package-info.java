/**
 * The command line: one class a command, over the same services as the window.
 *
 * <p>Results go to standard output, as short tables or as one JSON object; progress, warnings and logs go to standard
 * error. No database and no JavaFX here. Used by {@code Winnow} only.
 */
@NullMarked
package winnow.app.cli;

import org.jspecify.annotations.NullMarked;
