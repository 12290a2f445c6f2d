/**
 * Where the program starts: a window without arguments, a command with them.
 */
@NullMarked
package winnow.app;

import org.jspecify.annotations.NullMarked;
