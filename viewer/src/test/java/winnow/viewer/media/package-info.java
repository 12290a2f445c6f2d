/** Tests of the controls in this package. */
@NullMarked
package winnow.viewer.media;

import org.jspecify.annotations.NullMarked;
