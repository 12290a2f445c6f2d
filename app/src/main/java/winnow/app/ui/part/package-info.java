/**
 * Small nodes that several screens are made of. They know commands and words, no service.
 */
@NullMarked
package winnow.app.ui.part;

import org.jspecify.annotations.NullMarked;
