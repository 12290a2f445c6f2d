/**
 * What judges answers: the plug-in interface of reward models and how to load one.
 *
 * <p>Sees data and media, never the database or a screen. Used by services.
 */
@NullMarked
package winnow.scoring;

import org.jspecify.annotations.NullMarked;
