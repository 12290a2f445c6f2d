/**
 * Two answers beside each other. Knows no database and no service; used by the screens.
 */
@NullMarked
package winnow.viewer.compare;

import org.jspecify.annotations.NullMarked;
