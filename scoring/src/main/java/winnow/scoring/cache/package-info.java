/**
 * What models computed, kept in folders between runs.
 *
 * <p>Knows no model. Nothing found in a folder is trusted before its checksum. Used by who runs models.
 */
@NullMarked
package winnow.scoring.cache;

import org.jspecify.annotations.NullMarked;
