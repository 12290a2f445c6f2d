/**
 * What can be told about samples without a model: pure arithmetic on texts and pixels, for checks before the GPU.
 *
 * <p>No database, no files: services walk the workspace and ask here. Depends on {@code store.data} and {@code
 * store.media} only.
 */
@NullMarked
package winnow.store.check;

import org.jspecify.annotations.NullMarked;
