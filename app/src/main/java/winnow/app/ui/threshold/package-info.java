/**
 * The threshold screen: where to cut each source, how sure that is, and pruning what is below.
 */
@NullMarked
package winnow.app.ui.threshold;

import org.jspecify.annotations.NullMarked;
