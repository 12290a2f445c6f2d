package winnow.arch.planted.app.service;

import java.io.IOException;

/** A service that starts programs. */
public final class ProgramStarter {

    Process build() throws IOException {
        return new ProcessBuilder("true").start();
    }

    Process exec() throws IOException {
        return Runtime.getRuntime().exec(new String[] {"true"});
    }
}
