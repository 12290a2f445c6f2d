/**
 * How good a model or a ranking is: faults that were planted and found, and published benchmarks. For
 * {@code MainView}.
 */
@NullMarked
package winnow.app.ui.measure;

import org.jspecify.annotations.NullMarked;
