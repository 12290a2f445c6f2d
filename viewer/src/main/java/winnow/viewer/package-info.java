/**
 * What the controls of Winnow have in common: the {@link winnow.viewer.Theme}. The controls themselves are in the
 * packages below, one kind of thing each. Nothing here reads files, knows the database or crosses threads: who uses a
 * control hands it data. All on the JavaFX thread unless a class says otherwise. For {@code winnow.app.ui}.
 */
@NullMarked
package winnow.viewer;

import org.jspecify.annotations.NullMarked;
