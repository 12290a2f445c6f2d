/**
 * The overview: how the set looks, and where trouble is. What is marked in a plot becomes the search of the other
 * screens.
 */
@NullMarked
package winnow.app.ui.overview;

import org.jspecify.annotations.NullMarked;
