package winnow.arch.planted.store.media;

import java.io.IOException;

/** The one that may start a program. */
public final class VideoProcess {

    Process start() throws IOException {
        return new ProcessBuilder("true").start();
    }
}
