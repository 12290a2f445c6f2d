/**
 * The audit screen without a toolkit.
 */
@NullMarked
package winnow.app.ui.audit;

import org.jspecify.annotations.NullMarked;
