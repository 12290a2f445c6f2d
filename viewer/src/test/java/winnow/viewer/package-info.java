/** Tests of the theme, and what all tests with a window share. */
@NullMarked
package winnow.viewer;

import org.jspecify.annotations.NullMarked;
