/** Violations planted on purpose, so that a rule is seen to fail. */
@NullMarked
package winnow.arch.planted.scoring.ixc;

import org.jspecify.annotations.NullMarked;
