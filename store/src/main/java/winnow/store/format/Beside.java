package winnow.store.format;

import java.util.List;
import winnow.store.data.WholeRecord;

/** A file of JSON lines beside one with records, which some of the records point into. */
public interface Beside {

    /** Name of the file. */
    String name();

    /** The lines a record needs there; empty where it says everything itself. */
    List<String> lines(WholeRecord record);
}
