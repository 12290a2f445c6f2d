/**
 * The comparison: two answers beside each other, which is better, and how far annotators, models and labels agree.
 */
@NullMarked
package winnow.app.ui.compare;

import org.jspecify.annotations.NullMarked;
