/**
 * Dataset file formats: one class a format, reader and writer together, found by {@link java.util.ServiceLoader}.
 *
 * <p>Nothing here knows the database. Used by services.
 */
@NullMarked
package winnow.store.format;

import org.jspecify.annotations.NullMarked;
