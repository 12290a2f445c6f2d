/**
 * One service a job, shared by the window and the command line.
 *
 * <p>No JavaFX and no SQL text here. Services know the store and the models; screens and commands know services.
 */
@NullMarked
package winnow.app.service;

import org.jspecify.annotations.NullMarked;
