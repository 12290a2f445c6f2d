/** Tests of the controls in this package. */
@NullMarked
package winnow.viewer.chart;

import org.jspecify.annotations.NullMarked;
