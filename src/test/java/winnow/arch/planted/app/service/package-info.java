/** Violations planted on purpose, so that a rule is seen to fail. */
@NullMarked
package winnow.arch.planted.app.service;

import org.jspecify.annotations.NullMarked;
