/** Tests of the comparison without a toolkit. */
@NullMarked
package winnow.app.ui.compare;

import org.jspecify.annotations.NullMarked;
