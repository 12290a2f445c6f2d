/**
 * The tensor library: programs kept as TorchScript text, weights mapped into them, calls by name.
 *
 * <p>Knows no architecture. The only package that starts the native library. Used by the architectures.
 */
@NullMarked
package winnow.scoring.torch;

import org.jspecify.annotations.NullMarked;
