/**
 * What Winnow keeps, as immutable records: samples, runs, outcomes, decisions.
 *
 * <p>Depends on the JDK and JSpecify's annotations only. Everyone may use it.
 */
@NullMarked
package winnow.store.data;

import org.jspecify.annotations.NullMarked;
