/**
 * Finding and decoding pictures: the one decoder, so that the annotator sees what the model saw.
 *
 * <p>Paths stay under the folders the user chose. Used by scoring, the viewer and services.
 */
@NullMarked
package winnow.store.media;

import org.jspecify.annotations.NullMarked;
