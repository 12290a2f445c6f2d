/**
 * The review queue of up to a million rows and the verdict shapes in it. Rows and thumbnails come from whoever uses it,
 * through {@link winnow.viewer.table.RowSource} and {@link winnow.viewer.table.ThumbnailSource}. For {@code
 * winnow.app.ui}.
 */
@NullMarked
package winnow.viewer.table;

import org.jspecify.annotations.NullMarked;
