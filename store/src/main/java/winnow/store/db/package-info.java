/**
 * The workspace: one SQLite file, one class a table, scripts that bring old files up to date.
 *
 * <p>All SQL text is here. Used by services only.
 */
@NullMarked
package winnow.store.db;

import org.jspecify.annotations.NullMarked;
