/**
 * The audit: samples drawn on both sides of a cut are judged blind, one after the other.
 */
@NullMarked
package winnow.app.ui.audit;

import org.jspecify.annotations.NullMarked;
