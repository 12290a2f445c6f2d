/**
 * The settings screen without a toolkit.
 */
@NullMarked
package winnow.app.ui.settings;

import org.jspecify.annotations.NullMarked;
