/** Tests of the controls in this package. */
@NullMarked
package winnow.viewer.text;

import org.jspecify.annotations.NullMarked;
