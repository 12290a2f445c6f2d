/**
 * The review screen without a toolkit.
 */
@NullMarked
package winnow.app.ui.review;

import org.jspecify.annotations.NullMarked;
