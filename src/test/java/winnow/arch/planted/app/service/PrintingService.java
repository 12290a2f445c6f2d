package winnow.arch.planted.app.service;

import java.io.IOException;

/** A service that prints. */
public final class PrintingService {

    void out() {
        System.out.println("out");
    }

    void err() {
        System.err.println("err");
    }

    void trace(IOException problem) {
        problem.printStackTrace();
    }
}
