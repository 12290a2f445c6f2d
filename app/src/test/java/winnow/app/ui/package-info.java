/**
 * The screens, driven by keys on a window without a display; pictures of them go to {@code target/screenshots}.
 */
@NullMarked
package winnow.app.ui;

import org.jspecify.annotations.NullMarked;
