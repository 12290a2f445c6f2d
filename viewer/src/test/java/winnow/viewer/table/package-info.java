/** Tests of the controls in this package. */
@NullMarked
package winnow.viewer.table;

import org.jspecify.annotations.NullMarked;
