/**
 * The data screen without a toolkit.
 */
@NullMarked
package winnow.app.ui.data;

import org.jspecify.annotations.NullMarked;
