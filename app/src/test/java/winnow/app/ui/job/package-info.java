/**
 * The door between threads, and a late one for tests of view models.
 */
@NullMarked
package winnow.app.ui.job;

import org.jspecify.annotations.NullMarked;
