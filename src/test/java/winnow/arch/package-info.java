/**
 * The rules of the architecture, and violations planted to see each of them fail.
 */
@NullMarked
package winnow.arch;

import org.jspecify.annotations.NullMarked;
