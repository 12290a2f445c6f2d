/**
 * Parquet files: their rows as JSON, and JSON as their rows, a page at a time. Bytes that are no text, such as
 * pictures, are put away elsewhere and stand in the JSON by name.
 *
 * <p>Files are taken as if an enemy had written them: every size they claim is checked before memory is taken.
 */
@NullMarked
package winnow.store.parquet;

import org.jspecify.annotations.NullMarked;
