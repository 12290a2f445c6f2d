/**
 * Plots of numbers that were computed elsewhere. They are drawn on a canvas and take their colours from the style
 * sheets. For {@code winnow.app.ui}.
 */
@NullMarked
package winnow.viewer.chart;

import org.jspecify.annotations.NullMarked;
