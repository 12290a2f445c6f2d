/**
 * Models screen: which models there are, whether they can be trusted, and their self-test.
 *
 * <p>Knows services, never the database. Only the frame may use it.
 */
@NullMarked
package winnow.app.ui.model;

import org.jspecify.annotations.NullMarked;
