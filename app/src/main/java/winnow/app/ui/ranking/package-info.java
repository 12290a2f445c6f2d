/**
 * The choice by what samples are ranked, which the screens that rank them share.
 */
@NullMarked
package winnow.app.ui.ranking;

import org.jspecify.annotations.NullMarked;
