/**
 * The training of a model on the pairs of the workspace: its settings, what it does, and the plots of it. For
 * {@code MainView}.
 */
@NullMarked
package winnow.app.ui.train;

import org.jspecify.annotations.NullMarked;
