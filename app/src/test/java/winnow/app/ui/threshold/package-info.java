/**
 * The threshold screen without a toolkit.
 */
@NullMarked
package winnow.app.ui.threshold;

import org.jspecify.annotations.NullMarked;
