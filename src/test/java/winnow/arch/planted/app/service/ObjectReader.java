package winnow.arch.planted.app.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** A service that reads Java objects. */
public final class ObjectReader {

    Object read(InputStream in) throws IOException, ClassNotFoundException {
        return new ObjectInputStream(in).readObject();
    }
}
