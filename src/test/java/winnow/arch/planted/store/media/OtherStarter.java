package winnow.arch.planted.store.media;

import java.io.IOException;

/** A neighbour of the video decoder that starts programs too. */
public final class OtherStarter {

    Process start() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
