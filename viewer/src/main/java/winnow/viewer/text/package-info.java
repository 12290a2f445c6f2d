/**
 * Words on the screen: the conversation of a sample, key hints, and the words of the user's language. No decoding and
 * no files besides the translations on the class path. For {@code winnow.app.ui} and the other packages of the
 * viewer.
 */
@NullMarked
package winnow.viewer.text;

import org.jspecify.annotations.NullMarked;
