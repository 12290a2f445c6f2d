/**
 * The query language of window and command line, parsed into a condition. No SQL here.
 */
@NullMarked
package winnow.store.query;

import org.jspecify.annotations.NullMarked;
