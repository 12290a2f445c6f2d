/**
 * The whole program from outside: the window driven by keys and clicks, the command line, and the same result from
 * both.
 */
@NullMarked
package winnow.e2e;

import org.jspecify.annotations.NullMarked;
